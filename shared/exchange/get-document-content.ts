import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'

/**
 * The bytes of one attachment of a document, or of a report that carries its own printed form. `document.not-found`
 * where there is none such of that patient, `document.elsewhere` where its bytes are not here.
 */
export const getDocumentContent = defineQuery({
  name: 'exchange.getDocumentContent',
  input: z.strictObject({
    patientId: Id,
    /** Of a document, or of a report. */
    documentId: Id,
    /** Which of its attachments, from 0. */
    attachment: z.int().min(0).max(1000),
  }),
  output: z.strictObject({
    contentType: z.string(),
    title: z.string(),
    /** Bytes. */
    size: z.int(),
    /** Plain text where it is text in an encoding we know; else null, and the bytes are in `base64`. */
    text: z.string().nullable(),
    base64: z.string().nullable(),
  }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    documentId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a12',
    attachment: 0,
  },
  permission: 'chart.read',
  reads: ['originals', 'documents', 'reports'],
  audit: { action: 'document.open', category: 'documents', subject: (input) => input.patientId },
})
