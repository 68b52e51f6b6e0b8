import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { vitalSigns, type VitalKind } from './vital-signs.ts'

const kinds = vitalSigns.map((sign) => sign.kind) as [VitalKind, ...VitalKind[]]

export const VitalValue = z.strictObject({
  observationId: z.string(),
  kind: z.enum(kinds),
  /** In the unit of the column; systolic for a blood pressure. Null where it could not be measured or converted. */
  number: z.number().nullable(),
  /** Diastolic. */
  second: z.number().nullable(),
  /** As it was recorded, with its unit. */
  text: z.string(),
  flag: z.string(),
})
export type VitalValue = z.output<typeof VitalValue>

/** Vital signs by the time they were taken, the latest first, and what else was measured that has no column. */
export const listVitals = defineQuery({
  name: 'charting.listVitals',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({
    readings: z.array(
      z.strictObject({
        takenAt: z.string().nullable(),
        encounterId: z.string().nullable(),
        values: z.array(VitalValue),
        others: z.array(z.strictObject({ name: z.string(), text: z.string() })),
      }),
    ),
  }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['observations'],
  audit: { action: 'vitals.view', category: 'vitals', subject: (input) => input.patientId },
})
