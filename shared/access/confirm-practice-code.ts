import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Password } from './create-practice.ts'

/** Seals this workstation's keys to the recovery key that was made elsewhere, once a person has typed the letters of its sheet. */
export const confirmPracticeCode = defineCommand({
  name: 'access.confirmPracticeCode',
  input: z.strictObject({ password: Password, letters: z.string().max(40) }),
  output: z.strictObject({}),
  example: { password: 'tidal lantern quince 44', letters: '0000-0000-0000-0000' },
  permission: 'any-signed-in',
  cap: { max: 5, minutes: 10 },
  audit: { action: 'practice-code.confirm', category: 'configuration', subject: () => null },
})
