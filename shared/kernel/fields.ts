import { z } from 'zod'

/** Field shapes that many records share. */
export const Id = z.uuid()
/** UTC, ISO 8601 with milliseconds and Z. */
export const Instant = z.iso.datetime({ precision: 3 })
/** A calendar day without a zone, YYYY-MM-DD. */
export const LocalDate = z.iso.date()
/** FHIR date: a year, a year and month, or a day that there was. */
export const PartialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'date.partial')
  .refine((date) => date.length < 10 || LocalDate.safeParse(date).success, 'date.partial')
export const Cents = z.int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER)

/**
 * Marks that turn the direction of what follows them, up to the end of the line. Pasted along with a name or a number,
 * they would show a birth date beside it backwards. Letters that are written from right to left need none of them.
 */
export const turningMarks = /[\u202a-\u202e\u2066-\u2069]/g

/** Text a person typed: trimmed, NFC, at most `max` characters, no control characters but new line and tab, nothing that turns what follows. */
// oxlint-disable-next-line no-control-regex -- refusing them is the point
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
export const text = (max: number) =>
  z
    .string()
    .max(max * 2, 'text.too-long')
    .transform((value) => value.normalize('NFC').replace(turningMarks, '').trim())
    .pipe(
      z
        .string()
        .max(max, 'text.too-long')
        .refine((value) => !control.test(value), 'text.control-character')
        // half a surrogate pair becomes another character on disk, and no cloud database takes it
        .refine((value) => value.isWellFormed(), 'text.not-unicode'),
    )
/** The same, and not empty. */
export const words = (max: number) => text(max).pipe(z.string().min(1, 'text.required'))

/** A row's text as stored: already cleaned, only its length is held. */
export const stored = (max: number) => z.string().max(max)

/** A code from a code system, with the words it was shown with. Source: FHIR R4 Coding. */
export const Coding = z.strictObject({
  system: z.string().max(200).nullable(),
  code: z.string().max(100).nullable(),
  display: z.string().max(1000),
})
export type Coding = z.output<typeof Coding>
