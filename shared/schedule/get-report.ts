import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id, LocalDate } from '../kernel/fields.ts'
import { reportNames } from './report-columns.ts'

export const ReportAsked = z.strictObject({
  report: z.enum(reportNames),
  /** Both in it, by the calendar of each location; a year at most. Not asked of `access`, which is as of now. */
  firstDay: LocalDate,
  lastDay: LocalDate,
  /** With its departments; null is everywhere. */
  locationId: Id.nullable(),
  /** Whose: of `use` providers or rooms, of the others providers. */
  kind: z.enum(['provider', 'room']),
  /** Those alone; empty is everybody. */
  resourceIds: z.array(Id).max(200),
  /** Of `access`: for which kind of visit. */
  visitTypeId: Id.nullable(),
})
export type ReportAsked = z.output<typeof ReportAsked>

/** In the order of `reportColumns`; null where there is nothing to make a number of. */
const values = z.array(z.number().nullable()).max(20)
export const Report = z.strictObject({
  rows: z.array(z.strictObject({ resourceId: z.string(), name: z.string(), values })).max(1000),
  /** Of all of it, each visit once; null where there is nobody. */
  all: values.nullable(),
  /** What the report is about, over time: by day, by week where it is long; empty of `access`. */
  course: z.array(z.strictObject({ day: LocalDate, value: z.number().nullable() })).max(400),
})
export type Report = z.output<typeof Report>

/**
 * What the schedule says of a stretch of days: how much of whose time is used, who did not come, how long people waited, and how far away the third
 * free time is. Numbers of nobody in particular. What each is: docs/schedule.md, "Reports". Throws `report.range`, `visit-type.missing`.
 */
export const getReport = defineQuery({
  name: 'schedule.getReport',
  input: ReportAsked,
  output: Report,
  example: {
    report: 'no-shows',
    firstDay: '2026-02-01',
    lastDay: '2026-03-04',
    locationId: null,
    kind: 'provider',
    resourceIds: [],
    visitTypeId: null,
  },
  permission: 'schedule.configure',
  // of weeks and months: a year is not counted anew whenever one visit changes (tests/invariants/catalog.test.ts, `readOnce`)
  reads: ['resources', 'visitTypes'],
  audit: { none: 'counts, shares and times of providers and rooms, which are about no patient' },
})
