import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, words } from '../kernel/fields.ts'
import { identityChecks } from './access-event.ts'
import { PersonKeys } from './credential.ts'

const Reset = z.strictObject({
  userId: Id,
  /** How it was made sure that it is they who ask. */
  checked: z.enum(identityChecks),
  reason: words(200),
})

/**
 * New keys and a new code for somebody who has lost password and code, or whose invitation has run out. Their second factor goes, and
 * drafts that were sealed for the keys before stay sealed. Throws `access.not-yourself`, `person.not-found`, `person.not-here`.
 */
export const resetPerson = defineCommand({
  name: 'access.resetPerson',
  input: Reset,
  output: z.strictObject({ code: z.string(), until: z.string() }),
  example: {
    userId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a77',
    checked: 'in-person',
    reason: 'Forgot the password after leave; the sheet is lost.',
  },
  permission: 'user.manage',
  stepUp: true,
  cap: { max: 30, minutes: 60 },
  audit: {
    action: 'person.reset',
    category: 'configuration',
    subject: () => null,
    detail: ({ userId, checked }) => ({ user: userId, checked }),
  },
})

/** The step of it that writes. */
export const replaceKeys = defineCommand({
  name: 'access.replaceKeys',
  caller: 'internal',
  input: Reset.extend({ keys: PersonKeys }),
  output: z.strictObject({}),
  example: {
    userId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a77',
    checked: 'photo-id',
    reason: 'The sheet of the invitation is lost.',
    keys: {
      publicKey: 'AAAA',
      draftKey: { enc: 'AAAA', text: 'AAAA' },
      madeAt: '2026-11-29T15:05:00.000Z',
      serial: 1,
      kdf: null,
      byPassword: null,
      byCode: { nonce: 'AAAA', text: 'AAAA' },
      codeUntil: '2026-12-06T15:05:00.000Z',
    },
  },
  permission: 'user.manage',
  audit: {
    action: 'person.replace-keys',
    category: 'configuration',
    subject: () => null,
    detail: ({ userId, checked }) => ({ user: userId, checked }),
  },
})
