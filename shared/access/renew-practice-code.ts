import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Password } from './create-practice.ts'

/** What is printed: the practice's recovery code, and the letters by which other workstations know its key. */
export const PracticeSheet = z.strictObject({ code: z.string(), letters: z.string() })

/**
 * Gives the practice a new recovery code. `code`: the one before, where it is at hand: the key stays, and every workstation
 * follows by itself. Without it the key is another, and each workstation is told the new letters by a person.
 */
export const renewPracticeCode = defineCommand({
  name: 'access.renewPracticeCode',
  input: z.strictObject({ password: Password, code: z.string().max(80).nullable() }),
  output: PracticeSheet,
  example: { password: 'tidal lantern quince 44', code: null },
  permission: 'practice.configure',
  cap: { max: 5, minutes: 10 },
  audit: {
    action: 'practice-code.renew',
    category: 'configuration',
    subject: () => null,
    detail: ({ code }) => ({ newKey: code === null }),
  },
})
