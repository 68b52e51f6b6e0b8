import type { ReportVisit } from '../../shared/schedule/reports/visit.ts'
import type { Reader } from '../store/reader.ts'

/** What begins between two minutes since 1970, whatever became of it. */
export const visitsBetween = (read: Reader, fromMin: number, toMin: number): ReportVisit[] =>
  read.rows<ReportVisit>(
    'SELECT startMin, plan, steps FROM appointments WHERE startMin >= ? AND startMin < ?',
    fromMin,
    toMin,
  )
