/** Entries of a practice by period, and of one patient where that is asked for, as they were hashed. */
import type { Pool } from 'pg'
import { csvHead, csvLine } from '../../shared/audit/csv.ts'
import { readEntry } from '../../shared/audit/entry.ts'
import { exportLine, goneExportLine, RunBook } from '../../shared/audit/published.ts'
import { readTombstone } from '../../shared/audit/tombstone.ts'
import { inPractice } from '../postgres/pool.ts'

export type Wanted = Readonly<{
  /** ISO 8601: from, and before. */
  from: string
  to: string
  patient: string | null
  format: 'ndjson' | 'csv'
  /** Only what was in the tree when it had so many leaves; all there is where it is not said. */
  size?: number
}>

const atOnce = 1000

/** Lines in the order of the tree: in which the cloud took them. `runs` gets to know what they are. */
export async function* exportAudit(
  pool: Pool,
  practice: string,
  wanted: Wanted,
  runs = new RunBook(),
): AsyncGenerator<string> {
  const { from, to, patient, format, size = Number.MAX_SAFE_INTEGER } = wanted
  if (format === 'csv') yield csvHead
  for (let last = -1; ;) {
    const after = last
    const rows = await inPractice(pool, practice, async (client) => {
      const found = await client.query<{ leaf: number; entry: string; h: string; mac: string }>(
        `SELECT leaf, entry, h, mac FROM audit_event WHERE practice_id = $1 AND leaf > $2 AND at >= $3 AND at < $4
           AND ($5::text IS NULL OR subject = $5) AND leaf < $6 ORDER BY leaf LIMIT ${atOnce}`,
        [practice, after, from, to, patient, size],
      )
      return found.rows
    })
    for (const { leaf, entry, h, mac } of rows) {
      last = leaf
      const stone = readTombstone(entry)
      if (stone) {
        runs.add(stone, h, leaf)
        // a table is for people: it has nothing to say of what went
        if (format === 'ndjson') yield goneExportLine(entry, h, mac)
        continue
      }
      const read = readEntry(entry)
      if (read) runs.add(read, h, leaf)
      if (format === 'ndjson') yield exportLine(entry, h, mac)
      else if (read) yield csvLine(read, h)
    }
    if (rows.length < atOnce) return
  }
}
