import { must } from '../../shared/kernel/errors.ts'
import type { Reader } from '../store/reader.ts'

type Kept = {
  toSend: number
  oldestToSend: string | null
  drafts: number
  numbersLeft: number
  unsigned: number
}

export function keptHere(read: Reader): Kept {
  const [row] = read.rows<Kept>(
    `SELECT (SELECT count(*) FROM outbox WHERE state = 'queued') AS toSend,
            (SELECT madeAt FROM outbox WHERE state = 'queued' ORDER BY localSeq LIMIT 1) AS oldestToSend,
            (SELECT count(*) FROM draft WHERE kind <> 'access.workspace') AS drafts,
            (SELECT coalesce(sum(last - next + 1), 0) FROM lease WHERE kind = 'mrn' AND next <= last) AS numbersLeft,
            (SELECT count(*) FROM outage WHERE endedAt IS NOT NULL AND signedAt IS NULL AND toSeq > fromSeq) AS unsigned`,
  )
  must(row, 'readiness.row')
  return row
}

export type DayRow = { day: string; storeBytes: number; numbers: number }

/** The last month, the earliest first. */
export const daysMeasured = (read: Reader): DayRow[] =>
  read
    .rows<DayRow>('SELECT day, storeBytes, numbers FROM daily_figure ORDER BY day DESC LIMIT 31')
    .toReversed()

type DrillRow = { startedAt: string; endedAt: string; signedAt: string | null }

export const lastDrill = (read: Reader): DrillRow | null =>
  read.rows<DrillRow>(
    `SELECT startedAt, endedAt, signedAt FROM outage WHERE why = 'drill' AND endedAt IS NOT NULL
     ORDER BY startedAt DESC LIMIT 1`,
  )[0] ?? null
