import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'

/** Records that something is about to be printed. Printing begins only when this has been kept. */
export const logPrint = defineCommand({
  name: 'access.logPrint',
  input: z.strictObject({
    what: z.enum([
      'patient-summary',
      'patient-list',
      'chart-section',
      'growth-chart',
      'import-report',
      'handed-code',
      'access-review',
      'evidence',
      'amendment-letter',
      'receipt',
      'receipts-of-a-day',
      'flow-board',
      'day-sheet',
    ]),
    patientId: Id.nullable(),
  }),
  output: z.strictObject({ at: z.string() }),
  example: { what: 'patient-summary', patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  byKit: 'too',
  permission: 'print',
  audit: { action: 'print', category: 'chart', subject: (input) => input.patientId },
})
