import type { Appointment } from '../../shared/schedule/appointment.ts'
import type { ReportVisit } from '../../shared/schedule/reports/visit.ts'
import type { Reader } from '../store/reader.ts'

/** Of which visits the steps are read, which are most of a row: those of the others are none. */
export type StepsOf = 'everybody' | 'called-off' | 'nobody'
const stepsWhere: Readonly<Record<StepsOf, string>> = {
  everybody: '1',
  'called-off': `stage IN ('cancelled', 'rescheduled')`,
  nobody: '0',
}

/** A value that SQL has made has no record to say what it is. */
type Row = Omit<ReportVisit, 'busy' | 'steps'> & { busy: number; steps: string | null }

/** What begins between two minutes since 1970, whatever became of it. */
export const visitsBetween = (
  read: Reader,
  fromMin: number,
  toMin: number,
  stepsOf: StepsOf,
): ReportVisit[] =>
  read
    .rows<Row>(
      `SELECT startMin, stage, busy, plan, CASE WHEN ${stepsWhere[stepsOf]} THEN steps END AS steps
       FROM appointments WHERE startMin >= ? AND startMin < ?`,
      fromMin,
      toMin,
    )
    .map(({ busy, steps, ...row }) => ({
      ...row,
      busy: busy === 1,
      steps: steps === null ? [] : (JSON.parse(steps) as Appointment['steps']),
    }))
