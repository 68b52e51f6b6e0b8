import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { partOfRecord } from '../kernel/parts-of-chart.ts'
import { AmendmentView } from './amendment-view.ts'

/** One request, for whoever sees that it is answered; with what the letter to the patient needs. */
export const getAmendment = defineQuery({
  name: 'amendments.getAmendment',
  input: z.strictObject({ patientId: Id, amendmentId: Id }),
  output: z.strictObject({
    amendment: AmendmentView,
    patient: z.strictObject({
      /** As it is said, and as it is filed. */
      name: z.string(),
      filedName: z.string(),
      birthDate: z.string().nullable(),
      mrn: z.string(),
      /** Lines as on an envelope. */
      address: z.array(z.string()),
    }),
    /** The patient seems to be whoever asks: somebody else decides. */
    isYourOwn: z.boolean(),
  }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    amendmentId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1ada',
  },
  permission: 'amendment.record',
  reads: ['amendments', 'amendmentActs', 'users', 'patients'],
  audit: {
    action: 'amendment.view',
    category: 'chart',
    part: (_input, output) => partOfRecord(output?.amendment.entry?.type),
    subject: ({ patientId }) => patientId,
    detail: ({ amendmentId }) => ({ amendment: amendmentId }),
  },
})
