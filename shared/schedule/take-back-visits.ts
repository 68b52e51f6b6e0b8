import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { OverbookReason } from './book-appointment.ts'
import { exampleIds, examplePlan, Planned } from './planned.ts'

/** What takes an act back: to where it was, standing again, or called off as booked by mistake. */
const Back = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('move'), ...Planned.shape, overbookReason: OverbookReason }),
  z.strictObject({ kind: z.literal('restore') }),
  z.strictObject({ kind: z.literal('call-off') }),
])

/** Why one of them stays as it is now. */
export const staysAsIs = ['changed', 'has-come', 'called-off', 'full', 'gone'] as const
export type StaysAsIs = (typeof staysAsIs)[number]

/**
 * Takes back what one act did to several visits, in one act. A visit that somebody has changed since, that has come, or that has no room where it was
 * stays, and is said; in which order they are put back makes no difference to that.
 */
export const takeBackVisits = defineCommand({
  name: 'schedule.takeBackVisits',
  input: z.strictObject({
    visits: z
      .array(z.strictObject({ patientId: Id, appointmentId: Id, version: z.int(), back: Back }))
      .min(1)
      .max(200),
  }),
  output: z.strictObject({
    back: z.array(z.strictObject({ appointmentId: z.string(), version: z.int() })),
    stays: z.array(z.strictObject({ appointmentId: z.string(), because: z.enum(staysAsIs) })),
  }),
  example: { visits: [{ ...exampleIds, version: 1, back: { kind: 'move', ...examplePlan } }] },
  permission: 'schedule.write',
  closedCharts: 'too',
  // 200 visits of some 600 bytes
  maxBytes: 256 * 1024,
  audit: {
    action: 'appointment.take-back',
    category: 'schedule',
    // of a series they are one patient's
    subject: ({ visits }) =>
      visits.every(({ patientId }) => patientId === visits[0]?.patientId)
        ? (visits[0]?.patientId ?? null)
        : null,
    detail: ({ visits }, output) => ({
      visits: visits.length,
      ...(output && { back: output.back.length, stays: output.stays.length }),
    }),
  },
})
