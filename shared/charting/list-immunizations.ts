import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { immunizations } from './immunization.ts'

/** Vaccines given and not given, the latest first. */
export const listImmunizations = defineQuery({
  name: 'charting.listImmunizations',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({ immunizations: z.array(immunizations.row.extend({ version: z.int() })) }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['immunizations'],
  audit: { action: 'immunization.view', category: 'immunizations', subject: (input) => input.patientId },
})
