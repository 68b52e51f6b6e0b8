/** Entries as they stand in the log, by their number or by the patient they are about. */
import type { AuditFile } from './audit-log.ts'
import { clockOf, type EntryClock } from './clock-log.ts'
import { sha256 } from './chain-crypto.ts'
import { textOf, type Placed } from './chain-writer.ts'
import { WitnessBook } from './witness-book.ts'

export type EntryRow = Placed & Readonly<{ h: Buffer }>

const columns =
  'seq, at, mono, boot, workstation, actor, session, action, category, subject, outcome, reason, op, detail, epoch, nonce, h'

/** In the order of `numbers`; what was let go meanwhile is left out. */
export function entriesBy({ db }: AuditFile, numbers: readonly number[]): EntryRow[] {
  const rows = db
    .prepare<[string], EntryRow>(`SELECT ${columns} FROM audit WHERE seq IN (SELECT value FROM json_each(?))`)
    .all(JSON.stringify(numbers))
  const byNumber = new Map(rows.map((row) => [row.seq, row]))
  return numbers.flatMap((n) => byNumber.get(n) ?? [])
}

/** What was done about one patient in a time, the latest first, so many at most. */
export const entriesAbout = (
  { db }: AuditFile,
  patientId: string,
  from: string | null,
  before: string | null,
  most: number,
): EntryRow[] =>
  db
    .prepare<[string, string, string, number], EntryRow>(
      `SELECT ${columns} FROM audit WHERE subject = ? AND outcome = 'done' AND at >= ? AND at < ?
       ORDER BY seq DESC LIMIT ?`,
    )
    .all(patientId, from ?? '', before ?? '9', most)

/** Which of these patients an entry is about. */
export const withEntries = ({ db }: AuditFile, patientIds: readonly string[]): ReadonlySet<string> =>
  new Set(
    db
      .prepare<[string], string>(
        `SELECT value FROM json_each(?) AS asked WHERE EXISTS (SELECT 1 FROM audit WHERE subject = asked.value)`,
      )
      .pluck()
      .all(JSON.stringify(patientIds)),
  )

/** When the first entry that is kept here was written; null where there is none. */
export const logSince = ({ db }: AuditFile): string | null =>
  db.prepare<[], string>('SELECT at FROM audit ORDER BY seq LIMIT 1').pluck().get() ?? null

export type Vouched = Readonly<{
  row: EntryRow
  holds: boolean
  witnessedAt: string | null
  clock: EntryClock
}>

/** One entry, whether it says what was hashed after the entry before it, when the cloud had signed for it, and the clock it is dated by. */
export function vouchedEntry(file: AuditFile, n: number): Vouched | null {
  const [row] = entriesBy(file, [n])
  if (!row) return null
  const prev = new WitnessBook(file).hashAt(n - 1)
  const holds = prev !== null && sha256(textOf(row, Buffer.from(prev, 'hex'))).equals(row.h)
  const witnessedAt = file.db
    .prepare<[number], string>('SELECT at FROM audit_receipt WHERE n >= ? ORDER BY n, at LIMIT 1')
    .pluck()
    .get(n)
  return { row, holds, witnessedAt: witnessedAt ?? null, clock: clockOf(file, row) }
}
