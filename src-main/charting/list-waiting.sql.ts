import { partOf, type ChartPart } from '../../shared/charting/chart-parts.ts'
import { recordsOfPatients } from '../store/chart-rows.ts'
import type { Reader } from '../store/reader.ts'

/** Which ops that wait to be sent touch which parts of the chart. The chart's rows are asked for: an import may wait with a million others. */
export function waitingIn(read: Reader, patient: string): { part: ChartPart; op: number }[] {
  const waits = read.rows<{ any: number }>(
    `SELECT EXISTS (SELECT 1 FROM outbox WHERE state IN ('queued', 'acked')) AS any`,
  )
  if (waits[0]?.any !== 1) return []
  return recordsOfPatients(read.known).flatMap(({ type, table, patient: field }) =>
    read
      .rows<{ op: number; category: string | null }>(
        `SELECT e.localSeq AS op, ${type === 'observation' ? 't.category' : 'NULL'} AS category
         FROM ${table} t CROSS JOIN outbox_effect e ON e.id = t.id AND e.type = ?
         JOIN outbox o ON o.localSeq = e.localSeq AND o.state IN ('queued', 'acked') WHERE t.${field} = ?`,
        type,
        patient,
      )
      .flatMap(({ op, category }) => {
        const part = partOf(type, category)
        return part ? [{ part, op }] : []
      }),
  )
}
