import { z } from 'zod'
import { stored } from '../kernel/fields.ts'
import { shortestPassword } from './password-rules.ts'

/** Characters of a password, and days until another is asked for: what a practice may set them to. */
export const passwordLimits = {
  length: { least: shortestPassword, most: 64 },
  days: { least: 30, most: 730 },
  words: { most: 200, letters: 40 },
} as const

/** What a practice asks of passwords beside what the product asks (`password-rules.ts`). NIST SP 800-63B-4 asks for no end of one. */
export const PasswordPolicy = z.strictObject({
  /** How many characters it has at least; null as the product has it. */
  passwordLength: z
    .int()
    .min(passwordLimits.length.least)
    .max(passwordLimits.length.most)
    .nullable()
    .default(null),
  /** After how many days another is asked for; null for never. */
  passwordDays: z.int().min(passwordLimits.days.least).max(passwordLimits.days.most).nullable().default(null),
  /** Words that may stand in a password and do not count: of the house, of the town. Null for none. */
  passwordWords: z
    .array(stored(passwordLimits.words.letters).min(3))
    .max(passwordLimits.words.most)
    .nullable()
    .default(null),
})
export type PasswordPolicy = z.output<typeof PasswordPolicy>

/** Why whoever comes in has to choose another password first. */
export const PasswordDue = z.enum(['ended', 'shorter-than-here', 'word-of-here'])
export type PasswordDue = z.output<typeof PasswordDue>

const dayMs = 86_400_000

/** Whether a password is older than the practice has them. `sinceMs`, `nowMs`: ms since 1970. */
export const isEnded = ({ passwordDays }: PasswordPolicy, sinceMs: number, nowMs: number): boolean =>
  passwordDays !== null && nowMs - sinceMs >= passwordDays * dayMs
