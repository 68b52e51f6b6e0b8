import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { text, words } from '../kernel/fields.ts'
import { longestPassword, passwordFault } from './password-rules.ts'

/** A user name, as people type it. */
export const plainUsername = (typed: string): string => typed.normalize('NFC').trim().toLowerCase()

export const Username = z
  .string()
  .transform(plainUsername)
  .pipe(z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{2,63}$/u, 'username.form'))

/** Typed exactly; neither trimmed nor changed. */
export const Password = z
  .string()
  .min(1, 'text.required')
  .max(longestPassword * 4)

const timeZones = new Set(Intl.supportedValuesOf('timeZone')).add('UTC')
export const TimeZone = z.string().refine((zone) => timeZones.has(zone), 'time-zone.unknown')

/** First run: names the practice and makes its owner, who is signed in when it is done. */
export const createPractice = defineCommand({
  name: 'access.createPractice',
  input: z
    .strictObject({
      practiceName: words(120),
      timeZone: TimeZone,
      displayName: words(120),
      username: Username,
      password: Password,
      /** A physician who owns the practice also treats; an office manager only administers. */
      treatsPatients: z.boolean(),
      /** Who comes in with a second factor. */
      secondFactor: z.enum(['everyone', 'nobody']).default('everyone'),
      /** Where its first medical record number starts. */
      firstMrn: z.int('mrn.form').min(1, 'mrn.form').max(899_999_999, 'mrn.form'),
    })
    .superRefine((input, check) => {
      const fault = passwordFault(input.password, input)
      if (fault) check.addIssue({ code: 'custom', path: ['password'], message: `password.${fault}` })
    }),
  output: z.strictObject({
    /** The owner's own. */
    recoveryCode: text(60),
    /** The practice's, and the letters of its sheet. */
    practice: z.strictObject({ code: z.string(), letters: z.string() }),
  }),
  example: {
    practiceName: 'Harbor Street Family Medicine',
    timeZone: 'America/New_York',
    displayName: 'Ana Rivera, MD',
    username: 'arivera',
    password: 'tidal lantern quince 44',
    treatsPatients: true,
    firstMrn: 100_001,
  },
  permission: 'before-sign-in',
  audit: { none: 'its entry is the first of the log that it begins (make-practice)' },
})
