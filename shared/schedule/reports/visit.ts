import type { Appointment } from '../appointment.ts'
import { isPresent, type Stage } from '../stage.ts'

/** Of an appointment what reports read: all of it lies in one index. */
export type ReportVisit = Readonly<{
  startMin: number
  stage: Stage
  /** Its time is taken: it was not called off, or they came all the same. */
  busy: boolean
  plan: Appointment['plan']
  /** As the column has them (stays.ts). */
  stays: string | null
  /** Where it was called off: less than 24 hours before it was to begin. */
  isLate: boolean
}>

/** Somebody saw them come, whatever else was said. */
export const hasCome = ({ stage }: Pick<ReportVisit, 'stage'>): boolean =>
  stage === 'left' || isPresent(stage)

/** What became of a visit by `nowMin`. `ahead`: it has not begun. */
export type Fate = 'came' | 'no-show' | 'called-off' | 'unnoted' | 'ahead'

export function fateOf(visit: Pick<ReportVisit, 'stage' | 'startMin'>, nowMin: number): Fate {
  if (hasCome(visit)) return 'came'
  if (visit.stage === 'cancelled' || visit.stage === 'rescheduled') return 'called-off'
  if (visit.stage === 'no-show') return 'no-show'
  return visit.startMin < nowMin ? 'unnoted' : 'ahead'
}
