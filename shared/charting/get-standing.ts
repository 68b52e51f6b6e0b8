import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { chartParts } from './chart-parts.ts'

export const PartStanding = z.strictObject({
  part: z.enum(chartParts),
  /** False while it is not on this computer, or not whole. */
  here: z.boolean(),
  /** When it was last known to be as it is in the cloud; null where that has not been yet. ISO 8601. */
  confirmedAt: z.string().nullable(),
  /** When somebody at another computer last changed something of it, as far as it was read since sign-in. ISO 8601. */
  changedAt: z.string().nullable(),
})
export type PartStanding = z.output<typeof PartStanding>

/** How current each part of a chart is on this computer. */
export const getStanding = defineQuery({
  name: 'charting.getStanding',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({
    /** `loading`: it is wanted, and brought as soon as the cloud can be reached. */
    held: z.enum(['no', 'loading', 'yes']),
    parts: z.array(PartStanding),
  }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'patient.find',
  reads: ['*'],
  audit: { none: 'times; nothing of what a chart says' },
})
