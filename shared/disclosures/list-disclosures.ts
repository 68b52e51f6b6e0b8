import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { DisclosureView } from './disclosure-view.ts'

/** To whom data of one patient was given, the latest first, with what was corrected. At most 2,000. */
export const listDisclosures = defineQuery({
  name: 'disclosures.listDisclosures',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({ disclosures: z.array(DisclosureView), more: z.boolean() }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'print',
  reads: ['disclosures', 'users'],
  audit: {
    action: 'disclosure.view',
    category: 'configuration',
    subject: ({ patientId }) => patientId,
    detail: (_input, output) => (output ? { lines: output.disclosures.length } : {}),
  },
})
