import { z } from 'zod'
import { Id, Instant } from '../kernel/fields.ts'
import { defineRecord, type RowOf } from '../kernel/record.ts'

/** What a patient wants no reminders by, and in which language they are. One for a patient, by the patient's id. */
export const contactPreferences = defineRecord({
  type: 'contact-preference',
  table: 'contactPreferences',
  patient: 'id',
  merge: { all: 'low' },
  since: 6,
  row: z.strictObject({
    id: Id,
    noEmail: z.boolean(),
    noText: z.boolean(),
    /** Null: by the language the patient speaks. */
    language: z.enum(['en', 'es']).nullable(),
    at: Instant,
    /** Null where the patient said it in answer to a message. */
    by: Id.nullable(),
  }),
})
export type ContactPreference = RowOf<typeof contactPreferences>
