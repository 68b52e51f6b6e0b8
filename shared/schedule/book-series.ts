import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { OverbookReason, VisitDetails } from './book-appointment.ts'
import { EpochMinute } from './get-days.ts'
import { exampleIds, examplePlan, exampleVisitType, Placed, Planned } from './planned.ts'
import { SeriesRule } from './series.ts'

export const exampleRule: SeriesRule = {
  unit: 'week',
  every: 2,
  weekdays: [],
  monthly: 'date',
  count: 6,
  holidays: 'skip',
}

export const SeriesVisit = z.strictObject({
  /** From 1: its number in the series, which it keeps. */
  number: z.int(),
  startMin: EpochMinute,
  timeZone: z.string(),
  /** `closed`: somebody it is with cannot be booked then; `full`: they have as many as they take; `free` otherwise. */
  fits: z.enum(['free', 'closed', 'full']),
  /** Of `closed` and `full`: who or what. */
  which: z.array(z.string()),
})
export type SeriesVisit = z.output<typeof SeriesVisit>

/** The visits a rule makes, and which of them cannot be booked within open hours or beside what is booked: shown before anything is. */
export const getSeriesPreview = defineQuery({
  name: 'schedule.getSeriesPreview',
  input: z.strictObject({ plan: Planned, visitTypeId: Id.nullable(), rule: SeriesRule }),
  output: z.strictObject({ visits: z.array(SeriesVisit).max(200) }),
  example: { plan: examplePlan, visitTypeId: exampleVisitType, rule: exampleRule },
  permission: 'schedule.write',
  reads: ['taken_time', 'resources', 'availabilities', 'blocks', 'visitTypes', 'locations', 'practices'],
  audit: { none: 'free times of rooms and of those who work here, which are about nobody' },
})

/**
 * Books a visit for each number of the rule but those in `without`, from the first on, which is at `plan`. A number that is left out is nobody's.
 * Throws what booking does, and `series.nothing` where none is left.
 */
export const bookSeries = defineCommand({
  name: 'schedule.bookSeries',
  input: z.strictObject({
    patientId: Id,
    plan: Planned,
    ...VisitDetails.shape,
    rule: SeriesRule,
    without: z.array(z.int().min(1).max(1000)).max(200).default([]),
    overbookReason: OverbookReason,
  }),
  output: z.strictObject({
    seriesId: z.string(),
    visits: z.array(z.strictObject({ number: z.int(), appointmentId: z.string(), ...Placed.shape })),
  }),
  example: {
    patientId: exampleIds.patientId,
    plan: examplePlan,
    visitTypeId: exampleVisitType,
    reason: 'Physiotherapy',
    notes: '',
    referral: '',
    authorization: '',
    copayCents: null,
    rule: exampleRule,
  },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: {
    action: 'appointment.book-series',
    category: 'schedule',
    subject: ({ patientId }) => patientId,
    detail: ({ plan, rule }, output) => ({
      at: plan.startsAt,
      count: rule.count,
      ...(output && { series: output.seriesId, booked: output.visits.length }),
    }),
  },
})
