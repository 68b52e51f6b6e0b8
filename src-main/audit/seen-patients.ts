/** Whose charts were opened or changed on this workstation, as its audit log has it. */
import type { AuditFile } from './audit-log.ts'

type Row = { seq: number; at: string; subject: string | null; changed: number }
export type Seen = Readonly<{ patientId: string; changed: boolean }>

/** Acts about a patient that are about the pack itself. */
const aside = `outcome = 'done' AND action <> 'pack.choose'`
/** Entries looked at in one go: a few milliseconds. */
const stretch = 2000

/**
 * Patients an act was about since `since` (ISO 8601), the latest first, so many at most. An act that made an op changed
 * something. Read from the end of the log, in stretches; `turn` lets others have theirs.
 */
export async function seenPatients(
  { db }: AuditFile,
  since: string,
  most: number,
  turn: () => Promise<void>,
): Promise<Seen[]> {
  const read = db.prepare<[number, number], Row>(
    `SELECT seq, at, subject, op IS NOT NULL AS changed FROM audit
     WHERE seq < ? AND ${aside} ORDER BY seq DESC LIMIT ?`,
  )
  const seen = new Map<string, boolean>()
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const rows = read.all(before, stretch)
    const recent = rows.filter(({ at }) => at >= since)
    for (const { subject, changed } of recent) {
      if (subject === null) continue
      if (seen.size >= most && !seen.has(subject)) return listOf(seen)
      seen.set(subject, (seen.get(subject) ?? false) || changed === 1)
    }
    // one entry of a clock that was wrong for a moment ends nothing
    if (rows.length < stretch || recent.length === 0) return listOf(seen)
    before = rows.at(-1)?.seq ?? 0
    await turn()
  }
}

/** Who an act was about after the entry `after`; and the number of the last entry there is. */
export function seenSince(
  { db }: AuditFile,
  after: number,
): Readonly<{ last: number; patients: readonly string[] }> {
  const last = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM audit').pluck().get() ?? 0
  const patients = db
    .prepare<[number], string>(
      `SELECT DISTINCT subject FROM audit WHERE seq > ? AND subject IS NOT NULL AND ${aside} LIMIT 500`,
    )
    .pluck()
    .all(after)
  return { last, patients }
}

const listOf = (seen: ReadonlyMap<string, boolean>): Seen[] =>
  [...seen].map(([patientId, changed]) => ({ patientId, changed }))
