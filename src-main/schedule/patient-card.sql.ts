import type { deskChecks } from '../../shared/schedule/desk-check.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import type { Reader } from '../store/reader.ts'

/** Somebody came. */
const came = `stage IN ('arrived', 'roomed', 'with-provider', 'checkout', 'left')`

/** Copays of visits that were, less what was taken at the desk; cents. */
export const balanceOf = (read: Reader, patientId: string): number =>
  read.rows<{ balance: number }>(
    `SELECT (SELECT coalesce(sum(copayCents), 0) FROM appointments WHERE patientId = ? AND ${came})
       - (SELECT coalesce(sum(cents), 0) FROM receipts WHERE patientId = ?) AS balance`,
    patientId,
    patientId,
  )[0]?.balance ?? 0

/** When they were last here, by what the desk saw and by the visits in their chart; null where neither knows. */
export function lastVisitOf(read: Reader, patientId: string, now: string): string | null {
  const [seen] = read.rows<{ startMin: number }>(
    `SELECT startMin FROM appointments WHERE patientId = ? AND startMin <= ? AND ${came} ORDER BY startMin DESC LIMIT 1`,
    patientId,
    Math.floor(Date.parse(now) / 60_000),
  )
  const [visit] = read.rows<{ startsAt: string }>(
    `SELECT startsAt FROM encounters WHERE patientId = ? AND startsAt <= ? AND status = 'finished' ORDER BY startsAt DESC LIMIT 1`,
    patientId,
    now,
  )
  const all = [seen ? new Date(seen.startMin * 60_000).toISOString() : null, visit?.startsAt ?? null]
  return (
    all
      .filter((each) => each !== null)
      .toSorted()
      .at(-1) ?? null
  )
}

type Checks = RowOf<typeof deskChecks>
export const deskCheckRow = (read: Reader, patientId: string): (Checks & { version: number }) | undefined =>
  read.rows<Checks & { version: number }>(
    'SELECT id, version, consent, privacyNotice, card, identity, address, eligibility FROM deskChecks WHERE id = ?',
    patientId,
  )[0]
