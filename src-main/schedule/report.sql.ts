import type { ReportVisit } from '../../shared/schedule/reports/visit.ts'
import type { Reader } from '../store/reader.ts'

type Row = Omit<ReportVisit, 'busy' | 'isLate'> & { busy: number; isLate: number }

/** What begins between two minutes since 1970, whatever became of it: read from an index alone (tests/invariants/plans). */
export const visitsBetween = (read: Reader, fromMin: number, toMin: number): ReportVisit[] =>
  read
    .rows<Row>(
      'SELECT startMin, stage, busy, isLate, stays, plan FROM appointments WHERE startMin >= ? AND startMin < ?',
      fromMin,
      toMin,
    )
    .map((row) => ({ ...row, busy: row.busy === 1, isLate: row.isLate === 1 }))
