import type { RowOf } from '../../shared/kernel/record.ts'
import type { exportActs, exportRequests } from '../../shared/exports/export-request.ts'
import type { Reader } from '../store/reader.ts'

export type Request = RowOf<typeof exportRequests>
export type Act = RowOf<typeof exportActs>
export type RequestRow = Request & Readonly<{ byName: string | null; locationName: string | null }>
export type ActRow = Act & Readonly<{ byName: string | null }>

const requests = `SELECT r.id, r.locationId, r.recipient, r.purpose, r.reason, r.patients, r.needsTwo, r.by, r.at,
    u.displayName AS byName, l.name AS locationName
  FROM exportRequests r LEFT JOIN users u ON u.id = r.by LEFT JOIN locations l ON l.id = r.locationId`

/** The latest first: ids grow with the time. */
export const everyRequest = (read: Reader, most: number): RequestRow[] =>
  read.rows<RequestRow>(`${requests} ORDER BY r.id DESC LIMIT ?`, most)

export const requestRow = (read: Reader, id: string): RequestRow | undefined =>
  read.rows<RequestRow>(`${requests} WHERE r.id = ?`, id)[0]

export const actsOn = (read: Reader, requestId: string): ActRow[] =>
  read.rows<ActRow>(
    `SELECT a.id, a.requestId, a.kind, a.approvalId, a.until, a.exportId, a.device, a.patients, a.resources, a.reason,
       a.by, a.at, u.displayName AS byName
     FROM exportActs a LEFT JOIN users u ON u.id = a.by WHERE a.requestId = ? ORDER BY a.at, a.id`,
    requestId,
  )

/** All patients, by id. What has come since `asOf` (ISO 8601) is not among them. */
export const everyPatient = (read: Reader, asOf: string): string[] =>
  read
    .rows<{ id: string }>('SELECT id FROM patients WHERE registeredAt <= ? ORDER BY id', asOf)
    .map(({ id }) => id)

/** Those who were seen at one of these places, or of whom it was said that they belong there. */
export const patientsAt = (read: Reader, places: readonly string[], asOf: string): string[] =>
  read
    .rows<{ id: string }>(
      `SELECT p.id FROM patients p WHERE p.registeredAt <= ? AND (
         EXISTS (SELECT 1 FROM patientPlaces s, json_each(s.places) e
           WHERE s.id = p.id AND e.value IN (SELECT value FROM json_each(?)))
         OR EXISTS (SELECT 1 FROM encounters v WHERE v.patientId = p.id AND v.status <> 'entered-in-error'
           AND v.locationId IN (SELECT value FROM json_each(?))))
       ORDER BY p.id`,
      asOf,
      JSON.stringify(places),
      JSON.stringify(places),
    )
    .map(({ id }) => id)
