/** What the desk has asked of patients, what they are insured by, and what they paid. */
import type { RowOf } from '../../shared/kernel/record.ts'
import { deskCheckKinds, type deskChecks } from '../../shared/schedule/desk-check.ts'
import type { receipts } from '../../shared/schedule/receipt.ts'
import type { Reader } from '../store/reader.ts'

export type DeskCheckRow = RowOf<typeof deskChecks> & Readonly<{ version: number }>
const checkFields = `id, version, ${deskCheckKinds.join(', ')}`

/** By patient. */
export const deskChecksOf = (
  read: Reader,
  patientIds: readonly string[],
): ReadonlyMap<string, DeskCheckRow> =>
  new Map(
    read
      .rows<DeskCheckRow>(
        `SELECT ${checkFields} FROM deskChecks WHERE id IN (SELECT value FROM json_each(?))`,
        JSON.stringify(patientIds),
      )
      .map((row) => [row.id, row]),
  )

/** Those of these patients who have an insurance in force on a day. */
export const insuredAmong = (read: Reader, patientIds: readonly string[], day: string): ReadonlySet<string> =>
  new Set(
    read
      .rows<{ patientId: string }>(
        `SELECT patientId FROM coverages WHERE patientId IN (SELECT value FROM json_each(?)) AND status = 'active'
           AND (endsOn IS NULL OR endsOn >= substr(?, 1, length(endsOn)))`,
        JSON.stringify(patientIds),
        day,
      )
      .map(({ patientId }) => patientId),
  )

/** What was paid for these appointments and not given back, cents. */
export const paidFor = (read: Reader, appointmentIds: readonly string[]): ReadonlyMap<string, number> =>
  new Map(
    read
      .rows<{ appointmentId: string; cents: number | null }>(
        `SELECT j.value AS appointmentId, (SELECT sum(cents) FROM receipts r WHERE r.appointmentId = j.value) AS cents
         FROM json_each(?) j`,
        JSON.stringify(appointmentIds),
      )
      .flatMap(({ appointmentId, cents }): [string, number][] =>
        cents === null ? [] : [[appointmentId, cents]],
      ),
  )

/** Copays of visits that began before, of people who came, cents by appointment. Somebody who never came owes none. */
export const earlierCopays = (
  read: Reader,
  patientId: string,
  beforeMin: number,
): { id: string; copayCents: number }[] =>
  read.rows(
    `SELECT id, copayCents FROM appointments WHERE patientId = ? AND startMin < ?
       AND copayCents > 0 AND stage IN ('arrived', 'roomed', 'with-provider', 'checkout', 'left')`,
    patientId,
    beforeMin,
  )

export type ReceiptRow = RowOf<typeof receipts>
export type ReceiptShown = ReceiptRow &
  Readonly<{
    gives: string | null
    givenBack: string | null
    twins: number
    byName: string | null
    mrn: string | null
    family: string | null
    given: string | null
    middle: string | null
    suffix: string | null
  }>

const shown = `SELECT r.id, r.number, r.patientId, r.appointmentId, r.cents, r.method, r.reference, r.note, r.voids, r.at, r.by, r.device,
    (SELECT number FROM receipts WHERE id = r.voids) AS gives,
    (SELECT number FROM receipts v WHERE v.voids = r.id LIMIT 1) AS givenBack,
    (SELECT count(*) FROM receipts t WHERE t.number = r.number) AS twins,
    u.displayName AS byName, p.mrn, p.family, p.given, p.middle, p.suffix
  FROM receipts r LEFT JOIN users u ON u.id = r.by LEFT JOIN patients p ON p.id = r.patientId`

/** Those of a stretch of time, the latest first. `from`, `to`: ISO 8601. */
export const receiptsBetween = (read: Reader, from: string, to: string, most: number): ReceiptShown[] =>
  read.rows<ReceiptShown>(`${shown} WHERE r.at >= ? AND r.at < ? ORDER BY r.at DESC LIMIT ?`, from, to, most)

export const receiptsOfAppointment = (read: Reader, appointmentId: string): ReceiptShown[] =>
  read.rows<ReceiptShown>(`${shown} WHERE r.appointmentId = ? ORDER BY r.id`, appointmentId)

export const receiptRow = (read: Reader, id: string): ReceiptRow | undefined =>
  read.rows<ReceiptRow>(
    `SELECT id, number, patientId, appointmentId, cents, method, reference, note, voids, at, by, device FROM receipts WHERE id = ?`,
    id,
  )[0]

/** The highest serial this workstation knows of itself: of what it remembers, and of what is in the record. */
export const lastSerial = (read: Reader, device: string): number =>
  read.rows<{ last: number }>(
    `SELECT max(coalesce((SELECT last FROM receipt_number), 0),
                coalesce((SELECT serial FROM receipts WHERE device = ? ORDER BY serial DESC LIMIT 1), 0)) AS last`,
    device,
  )[0]?.last ?? 0
