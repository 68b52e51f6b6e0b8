import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { EpochMinute } from './get-days.ts'
import { exampleIds } from './planned.ts'
import { SeriesRule } from './series.ts'
import { stages } from './stage.ts'

/** One visit of a series, as it is by now: what puts it back where it was is in it. */
export const VisitOfSeries = z.strictObject({
  appointmentId: z.string(),
  version: z.int(),
  /** Its number in the series, which it keeps. */
  number: z.int(),
  startMin: EpochMinute,
  minutes: z.int(),
  locationId: z.string(),
  timeZone: z.string(),
  providers: z.array(z.string()),
  places: z.array(z.string()),
  stage: z.enum(stages),
})
export type VisitOfSeries = z.output<typeof VisitOfSeries>

/** The series an appointment is of: its rule and every visit, by number. Throws `appointment.not-found`, `series.none`. */
export const getSeries = defineQuery({
  name: 'schedule.getSeries',
  input: z.strictObject({ patientId: Id, appointmentId: Id }),
  output: z.strictObject({
    rule: SeriesRule,
    firstDay: z.string(),
    visits: z.array(VisitOfSeries),
  }),
  example: exampleIds,
  permission: 'schedule.read',
  // when they come, and nothing of what for
  closedCharts: 'too',
  reads: ['appointments', 'appointmentSeries', 'locations', 'practices'],
  audit: {
    action: 'appointment.view-series',
    category: 'schedule',
    subject: ({ patientId }) => patientId,
    detail: ({ appointmentId }) => ({ appointment: appointmentId }),
  },
})
