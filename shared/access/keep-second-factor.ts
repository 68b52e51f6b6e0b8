import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { SealedFactor } from './credential.ts'

/** Writes what the vault has sealed to one's own credential. A step of setting it up, and of coming in with a spare code. */
export const keepSecondFactor = defineCommand({
  name: 'access.keepSecondFactor',
  caller: 'internal',
  input: z.strictObject({ secondFactor: SealedFactor, version: z.int().min(1) }),
  output: z.strictObject({}),
  example: {
    secondFactor: {
      keySha: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      sealed: { enc: 'AAAA', text: 'AAAA' },
      since: '2026-11-23T15:05:00.000Z',
    },
    version: 1,
  },
  permission: 'any-signed-in',
  audit: { action: 'second-factor.keep', category: 'configuration', subject: () => null },
})
