import type { Appointment } from '../appointment.ts'
import { stageOf } from '../stage.ts'
import type { StepKind } from '../step.ts'

/** Of an appointment what reports read. */
export type ReportVisit = Pick<Appointment, 'plan' | 'steps'> & Readonly<{ startMin: number }>

const physical: readonly StepKind[] = ['arrived', 'roomed', 'with-provider', 'checkout', 'left']

/** Somebody saw them come, whatever else was said. */
export const hasCome = ({ steps }: Pick<ReportVisit, 'steps'>): boolean =>
  steps.some(({ kind }) => physical.includes(kind))

/** What became of a visit that has begun by `nowMin`. `ahead`: it has not. */
export type Fate = 'came' | 'no-show' | 'called-off' | 'unnoted' | 'ahead'

export function fateOf(visit: ReportVisit, nowMin: number): Fate {
  const stage = stageOf(visit)
  if (hasCome(visit)) return 'came'
  if (stage === 'cancelled' || stage === 'rescheduled') return 'called-off'
  if (stage === 'no-show') return 'no-show'
  return visit.startMin < nowMin ? 'unnoted' : 'ahead'
}
