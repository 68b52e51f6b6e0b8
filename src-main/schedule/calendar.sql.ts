/** What a calendar of a provider is made of. */
import type { Appointment } from '../../shared/schedule/appointment.ts'
import type { Reader } from '../store/reader.ts'

export const providerName = (read: Reader, resourceId: string): string | null =>
  read.rows<{ name: string }>(`SELECT name FROM resources WHERE id = ? AND kind = 'provider'`, resourceId)[0]
    ?.name ?? null

type Row = Pick<Appointment, 'id' | 'plan'> & {
  version: number
  patientId: string
  visitType: string | null
  given: string
  family: string
  place: string | null
}

/** Of a provider, whose time is taken between two minutes since 1970. */
export const takenOf = (read: Reader, resourceId: string, fromMin: number, toMin: number): Row[] =>
  read.rows<Row>(
    `SELECT a.id, a.version, a.plan, a.patientId, v.name AS visitType, p.given, p.family, l.name AS place
     FROM taken_time t JOIN appointments a ON a.id = t.appointmentId JOIN patients p ON p.id = a.patientId
     LEFT JOIN visitTypes v ON v.id = a.visitTypeId LEFT JOIN locations l ON l.id = a.plan ->> 'locationId'
     WHERE t.resourceId = ? AND t.startMin >= ? AND t.startMin < ? ORDER BY t.startMin, t.appointmentId`,
    resourceId,
    fromMin,
    toMin,
  )

export const feedRows = (read: Reader, most: number) =>
  read.rows<{
    calendarFeedId: string
    resourceId: string
    provider: string
    shows: 'busy' | 'type' | 'initials'
    madeAt: string
    closedAt: string | null
  }>(
    `SELECT f.id AS calendarFeedId, f.resourceId, r.name AS provider, f.shows, f.madeAt, f.closedAt
     FROM calendarFeeds f JOIN resources r ON r.id = f.resourceId LIMIT ?`,
    most,
  )

export const feedRow = (read: Reader, id: string) =>
  read.rows<{ closedAt: string | null }>('SELECT closedAt FROM calendarFeeds WHERE id = ?', id)[0]
