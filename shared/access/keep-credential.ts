import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { PersonKeys } from './credential.ts'

/** Notes one's own keys in the record, so that they open every workstation: a step of whatever changed them. */
export const keepCredential = defineCommand({
  name: 'access.keepCredential',
  caller: 'internal',
  input: z.strictObject({
    keys: PersonKeys,
    /** The password was chosen just now. */
    passwordChosen: z.boolean(),
  }),
  output: z.strictObject({}),
  example: {
    keys: {
      publicKey: 'AAAA',
      madeAt: '2026-03-04T10:00:00.000Z',
      draftKey: { enc: 'AAAA', text: 'AAAA' },
      serial: 1,
      kdf: { name: 'argon2id', memory: 131_072, passes: 3, lanes: 1, salt: 'AAAA' },
      byPassword: { nonce: 'AAAA', text: 'AAAA' },
      byCode: { nonce: 'AAAA', text: 'AAAA' },
      codeUntil: null,
    },
    passwordChosen: true,
  },
  permission: 'any-signed-in',
  audit: {
    action: 'credential.keep',
    category: 'configuration',
    subject: () => null,
    detail: ({ keys }) => ({ serial: keys.serial }),
  },
})
