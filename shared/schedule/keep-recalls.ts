import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, LocalDate, text } from '../kernel/fields.ts'
import { exampleIds, exampleVisitType } from './planned.ts'
import { RecallTry } from './recall.ts'

const exampleRecall = {
  patientId: exampleIds.patientId,
  recallId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b07',
}
const audited = (action: string) => ({
  action,
  category: 'schedule' as const,
  subject: ({ patientId }: { patientId: string }) => patientId,
})

/** They are to come again by a day. Throws `patient.not-found`, `visit-type.missing`, `resource.missing`. */
export const addRecall = defineCommand({
  name: 'schedule.addRecall',
  input: z.strictObject({
    patientId: Id,
    visitTypeId: Id.nullable(),
    /** A provider of the schedule. */
    providerId: Id.nullable(),
    dueOn: LocalDate,
    reason: text(400),
    note: text(400).default(''),
  }),
  output: z.strictObject({ recallId: z.string() }),
  example: {
    patientId: exampleIds.patientId,
    visitTypeId: exampleVisitType,
    providerId: null,
    dueOn: '2027-03-01',
    reason: 'Blood pressure',
  },
  permission: 'schedule.write',
  audit: audited('recall.add'),
})

/** Somebody tried to reach them. `recall.not-due` where it is booked or closed. */
export const noteRecallTry = defineCommand({
  name: 'schedule.noteRecallTry',
  input: z.strictObject({ patientId: Id, recallId: Id, how: RecallTry.shape.how, note: text(200) }),
  output: z.strictObject({ tries: z.int() }),
  example: { ...exampleRecall, how: 'phone', note: 'No answer' },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: audited('recall.try'),
})

/** They have an appointment for it now. Throws `recall.not-due`, `appointment.not-found`. */
export const bookRecall = defineCommand({
  name: 'schedule.bookRecall',
  input: z.strictObject({ patientId: Id, recallId: Id, appointmentId: Id }),
  output: z.strictObject({}),
  example: { ...exampleRecall, appointmentId: exampleIds.appointmentId },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: audited('recall.book'),
})

/** They need not come, or will not. Throws `recall.not-due`. */
export const closeRecall = defineCommand({
  name: 'schedule.closeRecall',
  input: z.strictObject({ patientId: Id, recallId: Id, note: text(400) }),
  output: z.strictObject({}),
  example: { ...exampleRecall, note: 'Moved away' },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: audited('recall.close'),
})
