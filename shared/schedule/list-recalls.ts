import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { LocalDate } from '../kernel/fields.ts'
import { RecallTry } from './recall.ts'

export const RecallLine = z.strictObject({
  recallId: z.string(),
  version: z.int(),
  patientId: z.string(),
  name: z.string(),
  mrn: z.string(),
  birthDate: z.string().nullable(),
  phone: z.string(),
  closed: z.boolean(),
  visitTypeId: z.string().nullable(),
  visitType: z.string(),
  providerId: z.string().nullable(),
  provider: z.string(),
  dueOn: z.string(),
  /** The day is past, by the practice's calendar. */
  overdue: z.boolean(),
  reason: z.string(),
  note: z.string(),
  tries: z.array(
    z.strictObject({ at: z.string(), by: z.string(), how: RecallTry.shape.how, note: z.string() }),
  ),
})
export type RecallLine = z.output<typeof RecallLine>

/** Who is to come again by a day and has no appointment for it, whoever is due longest first. */
export const listRecalls = defineQuery({
  name: 'schedule.listRecalls',
  input: z.strictObject({ until: LocalDate }),
  output: z.strictObject({ today: z.string(), lines: z.array(RecallLine).max(500) }),
  example: { until: '2027-12-31' },
  permission: 'schedule.read',
  reads: ['recalls', 'patients', 'users', 'resources', 'visitTypes', 'practices'],
  audit: { action: 'recall.list', category: 'schedule', subject: () => null },
})
