/** What the log of this workstation says of its clock, and by it of when an entry was written by the cloud's time. */
import {
  clockSetBy,
  clockStateAction,
  jumpMs,
  statedClock,
  type StatedClock,
} from '../../shared/audit/clock-state.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { AuditFile } from './audit-log.ts'

type Row = Readonly<{
  seq: number
  at: string
  mono: number
  action: string
  reason: string | null
  detail: string
}>
const columns = 'seq, at, mono, action, reason, detail'
/** As the index says it. */
const ofClock = "action IN ('clock.state', 'clock.changed')"

/** `n`: the entry that says so. `at`: when, by the workstation's clock. */
export type ClockSaid = StatedClock & Readonly<{ n: number; at: string }>

const saidBy = ({ seq, at, action, reason, detail }: Row): ClockSaid | null => {
  const said = statedClock({ action, reason, detail: JSON.parse(detail) as Record<string, string> })
  return said && { ...said, n: seq, at }
}

/** The last that was said. `measured` may be of an earlier entry; null where none of what is kept has one. */
export type ClockNow = Readonly<{ said: ClockSaid; measured: ClockSaid | null; changes: number }>

export function clockNow({ db }: Pick<AuditFile, 'db'>): ClockNow | null {
  const rows = db
    .prepare<[], Row>(`SELECT ${columns} FROM audit WHERE ${ofClock} ORDER BY seq DESC LIMIT 2000`)
    .all()
  const said = rows.map(saidBy).filter((each) => each !== null)
  const [last] = said
  if (!last) return null
  return {
    said: last,
    measured: said.find(({ measured }) => measured !== null) ?? null,
    changes: rows.filter(({ action }) => action !== clockStateAction).length,
  }
}

/**
 * The clock an entry is dated by. `said`: the state as it was last recorded before it since the same start, or else first after it. `measured`:
 * the offset that was nearest to it, also where it was found afterwards. `corrected`: when it was by the cloud's time, ISO 8601, give or take
 * `measured`'s `withinMs`; null where that does not follow: nothing was measured since that start, or the machine slept in between.
 */
export type EntryClock = Readonly<{
  said: ClockSaid | null
  measured: ClockSaid | null
  corrected: string | null
}>

export function clockOf(
  { db }: Pick<AuditFile, 'db'>,
  entry: Readonly<{ seq: number; at: string; mono: number; boot: string }>,
): EntryClock {
  const rows = ofBoot(db, entry.boot)
  const said = rows.map((row) => ({ row, said: saidBy(row) }))
  const nearest = (is: (said: ClockSaid) => boolean) => {
    const fits = said.filter((each) => each.said !== null && is(each.said))
    return fits.findLast(({ row }) => row.seq <= entry.seq) ?? fits[0] ?? null
  }
  const measured = nearest((each) => each.measured !== null)
  return {
    said: nearest(() => true)?.said ?? null,
    measured: measured?.said ?? null,
    corrected: measured?.said?.measured
      ? corrected(entry, measured.row, measured.said.measured.offsetMs, rows)
      : null,
  }
}

/** By how many minutes each was ahead of UTC, as it was last said before it since the same start, or else first after it; null where it was not. */
export function offsetsOf(
  { db }: Pick<AuditFile, 'db'>,
  entries: readonly Readonly<{ seq: number; boot: string }>[],
): (number | null)[] {
  const byBoot = new Map<string, readonly ClockSaid[]>()
  return entries.map(({ seq, boot }) => {
    const said = byBoot.get(boot) ?? ofBoot(db, boot).flatMap((row) => saidBy(row) ?? [])
    byBoot.set(boot, said)
    return (said.findLast(({ n }) => n <= seq) ?? said[0])?.utcOffset ?? null
  })
}

const ofBoot = (db: AuditFile['db'], boot: string): Row[] =>
  db
    .prepare<[string], Row>(
      `SELECT ${columns} FROM audit WHERE ${ofClock} AND boot = ? ORDER BY seq LIMIT 5000`,
    )
    .all(boot)

/** The steady clock carries the cloud's time from where it was measured to the entry, also over a clock that was set in between. */
function corrected(
  entry: Readonly<{ seq: number; at: string; mono: number }>,
  from: Row,
  offsetMs: number,
  rows: readonly Row[],
): string | null {
  const [first, last] = [Math.min(entry.seq, from.seq), Math.max(entry.seq, from.seq)]
  const setBy = rows
    .filter(({ seq }) => seq > first && seq <= last)
    .reduce((sum, row) => sum + (clockSetBy({ ...row, detail: JSON.parse(row.detail) as Detail }) ?? 0), 0)
  const passed = entry.mono - from.mono
  const byWall = Date.parse(entry.at) - Date.parse(from.at) + (entry.seq < from.seq ? setBy : -setBy)
  // the steady clock stands still while the machine sleeps: then nothing follows from it
  if (Math.abs(byWall - passed) > jumpMs) return null
  return instantOf(Date.parse(from.at) - offsetMs + passed)
}

type Detail = Record<string, string | number | boolean>
