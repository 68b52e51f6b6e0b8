/** Entries as they stand in the log, by their number or by the patient they are about. */
import { logStart } from '../../shared/audit/entry.ts'
import type { Db } from '../store/cipher.ts'
import type { AuditFile } from './audit-log.ts'
import { clockOf, type EntryClock } from './clock-log.ts'
import { sha256 } from './chain-crypto.ts'
import { textOf, type Placed } from './chain-writer.ts'
import type { WholeLog } from './whole-log.ts'
import { WitnessBook } from './witness-book.ts'

/** `seq`: where it stands in the log that is read. `n`: its number in the log of its workstation. */
export type EntryRow = Placed & Readonly<{ n: number; h: Buffer }>

/** A log that can be read; `numbered`: the column of an entry's number, where that is not its place. */
export type Readable = Readonly<{ db: Db; numbered?: 'n' }>

const columnsOf = ({ numbered = 'seq' }: { numbered?: 'n' | 'seq' }) =>
  `seq, ${numbered} AS n, at, mono, boot, workstation, actor, session, action, category, subject, outcome, reason, op, detail, epoch, nonce, h`

/** In the order of `numbers`; what was let go meanwhile is left out. */
export function entriesBy(file: Readable, numbers: readonly number[]): EntryRow[] {
  const rows = file.db
    .prepare<[string], EntryRow>(
      `SELECT ${columnsOf(file)} FROM audit WHERE seq IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(numbers))
  const byNumber = new Map(rows.map((row) => [row.seq, row]))
  return numbers.flatMap((n) => byNumber.get(n) ?? [])
}

/** What was done about one patient in a time, the latest first, so many at most. */
export const entriesAbout = (
  file: Readable,
  patientId: string,
  from: string | null,
  before: string | null,
  most: number,
): EntryRow[] =>
  file.db
    .prepare<[string, string, string, number], EntryRow>(
      `SELECT ${columnsOf(file)} FROM audit WHERE subject = ? AND outcome = 'done' AND at >= ? AND at < ?
       ORDER BY seq DESC LIMIT ?`,
    )
    .all(patientId, from ?? '', before ?? '9', most)

/** Which of these patients an entry is about. */
export const withEntries = ({ db }: Readable, patientIds: readonly string[]): ReadonlySet<string> =>
  new Set(
    db
      .prepare<[string], string>(
        `SELECT value FROM json_each(?) AS asked WHERE EXISTS (SELECT 1 FROM audit WHERE subject = asked.value)`,
      )
      .pluck()
      .all(JSON.stringify(patientIds)),
  )

/** When the first and the last entry that are kept here were written; null where there is none. */
export const logSpan = ({ db }: Readable): Readonly<{ since: string | null; upTo: string | null }> => ({
  since: db.prepare<[], string>('SELECT at FROM audit ORDER BY seq LIMIT 1').pluck().get() ?? null,
  upTo: db.prepare<[], string>('SELECT at FROM audit ORDER BY seq DESC LIMIT 1').pluck().get() ?? null,
})

export type Vouched = Readonly<{
  row: EntryRow
  holds: boolean
  witnessedAt: string | null
  clock: EntryClock
  /** Of the practice's log: the tree it is in, made here of all its leaves. */
  tree: Readonly<{ size: number; root: string }> | null
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
  return { row, holds, witnessedAt: witnessedAt ?? null, clock: clockOf(file, row), tree: null }
}

type Hashed = Readonly<{ prev: Buffer; text: string | null; before: number | null }>

/** The same of the practice's log: `seq` is its place in the tree. What was before it may have been let go; its hash stays. */
export function vouchedOfAll(whole: WholeLog, seq: number): Vouched | null {
  const [row] = entriesBy(whole, [seq])
  if (!row) return null
  const { prev, text, before } = whole.db
    .prepare(
      `SELECT prev, text, (SELECT 1 FROM (SELECT workstation, n, h FROM audit WHERE workstation = @workstation AND n = @before
         UNION ALL SELECT workstation, n, h FROM gone WHERE workstation = @workstation AND n = @before) AS b WHERE b.h = audit.prev LIMIT 1) AS before
       FROM audit WHERE seq = @seq`,
    )
    .get({ workstation: row.workstation, before: row.n - 1, seq }) as Hashed
  const isHashed = sha256(text ?? textOf({ ...row, seq: row.n }, prev)).equals(row.h)
  // what an epoch begins with may go on from an entry that is kept beside the chain
  const goesOn =
    row.n === 1 ? prev.toString('hex') === logStart : before !== null || row.action === 'audit.new-epoch'
  const { tree } = whole.state()
  return {
    row,
    holds: isHashed && goesOn,
    witnessedAt: tree?.said.at ?? null,
    clock: clockOf(whole, row),
    tree: tree && { size: tree.said.size, root: tree.said.root },
  }
}
