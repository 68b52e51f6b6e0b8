import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { documents } from './document.ts'

/** Documents about the patient, the latest first. Their content is asked for one by one. */
export const listDocuments = defineQuery({
  name: 'charting.listDocuments',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({
    documents: z.array(
      documents.row.extend({
        version: z.int(),
        /** Who added it, and who said that it is wrong; empty where nobody did, or they are not known here. */
        addedByName: z.string(),
        wrongByName: z.string(),
      }),
    ),
  }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['documents', 'users'],
  audit: { action: 'document.view', category: 'documents', subject: (input) => input.patientId },
})
