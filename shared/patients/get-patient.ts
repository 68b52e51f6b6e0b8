import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { coverages } from './coverage.ts'
import { patients } from './patient.ts'

/** One patient's demographics and insurance, for the banner and the registration form. Opening a chart starts here. */
export const getPatient = defineQuery({
  name: 'patients.getPatient',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({
    patient: patients.row,
    version: z.int(),
    coverages: z.array(coverages.row.extend({ version: z.int() })),
    /** Others whose name sounds or is written alike: a reason to look twice. */
    namesakes: z.array(
      z.strictObject({
        patientId: z.string(),
        name: z.string(),
        birthDate: z.string().nullable(),
        mrn: z.string(),
      }),
    ),
  }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'patient.find',
  // far more than anyone opens by hand; a script that walks the practice meets it
  cap: { max: 240, minutes: 10 },
  reads: ['patients', 'coverages'],
  audit: { action: 'chart.open', category: 'demographics', subject: (input) => input.patientId },
})
