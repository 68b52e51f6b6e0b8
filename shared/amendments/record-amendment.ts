import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, LocalDate, text, words } from '../kernel/fields.ts'
import { partOfRecord } from '../kernel/parts-of-chart.ts'
import { Asker, EntryType } from './amendment.ts'

/**
 * Writes down that a patient asks for an amendment. `entry`: what it is about, null for the chart as a whole; its text is what the screen
 * called it. Throws `patient.not-found`, `amendment.entry-missing`, `amendment.day-ahead`, `amendment.who` where a representative has no name.
 */
export const recordAmendment = defineCommand({
  name: 'amendments.recordAmendment',
  input: z.strictObject({
    patientId: Id,
    entry: z.strictObject({ type: EntryType, id: Id, text: text(300) }).nullable(),
    wrong: words(2000),
    shouldSay: words(2000),
    askedBy: Asker,
    askedByName: text(200),
    askedOn: LocalDate,
  }),
  output: z.strictObject({ amendmentId: z.string(), dueOn: z.string() }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    entry: null,
    wrong: 'It says that I smoke.',
    shouldSay: 'That I stopped in 2012.',
    askedBy: 'patient',
    askedByName: '',
    askedOn: '2026-03-02',
  },
  permission: 'amendment.record',
  audit: {
    action: 'amendment.record',
    category: 'chart',
    part: ({ entry }) => partOfRecord(entry?.type),
    subject: ({ patientId }) => patientId,
    detail: ({ entry }, output) => ({
      about: entry?.type ?? 'chart',
      ...(entry && { entry: entry.id }),
      ...(output && { amendment: output.amendmentId, due: output.dueOn }),
    }),
  },
})
