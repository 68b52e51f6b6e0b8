import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text } from '../kernel/fields.ts'
import { DayMinute } from './availability.ts'
import { OverbookReason, VisitDetails } from './book-appointment.ts'
import { seriesScopes } from './edit-series.ts'
import { exampleIds, Planned } from './planned.ts'

export const SeriesAct = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('move'),
    /** Days on or back, each from where it is. */
    days: z.int().min(-366).max(366).default(0),
    /** By the clock of the location; null as it is. */
    minute: DayMinute.nullable().default(null),
    minutes: z.int().min(5).max(1440).nullable().default(null),
    providers: z.array(Id).max(6).nullable().default(null),
    places: z.array(Id).max(6).nullable().default(null),
  }),
  z.strictObject({ kind: z.literal('cancel'), reason: text(120), note: text(400) }),
  z.strictObject({ kind: z.literal('change'), ...VisitDetails.omit({ visitTypeId: true }).shape }),
  /** More of them, by the rule: `count` is that of the whole series. */
  z.strictObject({ kind: z.literal('extend'), count: z.int().min(2).max(200) }),
])

/** Where a visit is, or was. */
const Where = z.strictObject({ ...Planned.shape, places: z.array(z.string()) })

/**
 * Changes this visit of a series, this and those that follow, or all. What has come, is past or was called off stays, and is said. Numbers are
 * kept: no visit gets another's. Throws `series.none`, `series.shorter`, `appointment.not-found`, `row.changed`, and what booking does.
 */
export const changeSeries = defineCommand({
  name: 'schedule.changeSeries',
  input: z.strictObject({
    patientId: Id,
    appointmentId: Id,
    version: z.int(),
    scope: z.enum(seriesScopes),
    act: SeriesAct,
    overbookReason: OverbookReason,
  }),
  output: z.strictObject({
    changed: z.array(z.int()),
    /** Those that were there before, as they are now; `was` is what takes a move back (take-back-visits.ts). */
    visits: z.array(
      z.strictObject({
        appointmentId: z.string(),
        version: z.int(),
        is: Where,
        was: z.strictObject({ ...Where.shape, overbookReason: z.string() }),
      }),
    ),
    stays: z.array(z.strictObject({ number: z.int(), because: z.enum(['past', 'has-come', 'called-off']) })),
  }),
  example: {
    ...exampleIds,
    version: 1,
    scope: 'following',
    act: { kind: 'move', days: 1 },
  },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: {
    action: 'appointment.change-series',
    category: 'schedule',
    subject: ({ patientId }) => patientId,
    detail: ({ act, scope }, output) => ({
      act: act.kind,
      scope,
      ...(output && { changed: output.changed.length, stays: output.stays.length }),
    }),
  },
})
