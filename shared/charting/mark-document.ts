import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, words } from '../kernel/fields.ts'

const document = { patientId: Id, documentId: Id, version: z.int().min(1) }
const example = {
  patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
  documentId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a12',
  version: 1,
}

/**
 * Says that a document is wrong here: of another patient, a bad copy. It stays in the chart and says so, with the reason.
 * `version` is the document's as it was shown. Throws `document.not-found`, `document.wrong-already`, `row.changed`.
 */
export const markDocumentWrong = defineCommand({
  name: 'charting.markDocumentWrong',
  input: z.strictObject({ ...document, reason: words(500) }),
  output: z.strictObject({ version: z.int() }),
  example: { ...example, reason: 'The card of another patient' },
  permission: 'chart.write',
  audit: { action: 'document.mark-wrong', category: 'documents', subject: (input) => input.patientId },
})

/** Takes that back: the document stands again. Throws `document.not-found`, `document.not-wrong`, `row.changed`. */
export const unmarkDocumentWrong = defineCommand({
  name: 'charting.unmarkDocumentWrong',
  input: z.strictObject(document),
  output: z.strictObject({ version: z.int() }),
  example,
  permission: 'chart.write',
  audit: { action: 'document.unmark-wrong', category: 'documents', subject: (input) => input.patientId },
})
