import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { procedures } from './procedure.ts'

/** What was done to or for the patient, the latest first. */
export const listProcedures = defineQuery({
  name: 'charting.listProcedures',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({ procedures: z.array(procedures.row.extend({ version: z.int() })) }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['procedures'],
  audit: { action: 'procedure.view', category: 'procedures', subject: (input) => input.patientId },
})
