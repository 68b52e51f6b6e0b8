import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'

/** Puts a patient into the downtime pack by hand, leaves one out, or takes that choice back. */
export const chooseForPack = defineCommand({
  name: 'downtime.chooseForPack',
  input: z.strictObject({ patientId: Id, choice: z.enum(['in', 'out', 'none']) }),
  output: z.strictObject({}),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11', choice: 'in' },
  permission: 'chart.read',
  audit: { action: 'pack.choose', category: 'chart', subject: (input) => input.patientId },
})
