/** What a calendar of a provider is made of. */
import type { Appointment } from '../../shared/schedule/appointment.ts'
import type { CalendarShows } from '../../shared/schedule/write-calendar.ts'
import type { Reader } from '../store/reader.ts'

export const providerName = (read: Reader, resourceId: string): string | null =>
  read.rows<{ name: string }>(`SELECT name FROM resources WHERE id = ? AND kind = 'provider'`, resourceId)[0]
    ?.name ?? null

type Visit = Pick<Appointment, 'id' | 'plan'> & {
  version: number
  patientId: string
  visitType: string | null
  place: string | null
}

/** Whose plan in force takes the provider's time, as far as it begins between two minutes since 1970. */
export const calendarVisits = (read: Reader, resourceId: string, fromMin: number, toMin: number): Visit[] =>
  read.rows<Visit>(
    `SELECT a.id, a.version, a.plan, a.patientId, v.name AS visitType, l.name AS place
     FROM taken_time t JOIN appointments a ON a.id = t.appointmentId
     LEFT JOIN visitTypes v ON v.id = a.visitTypeId LEFT JOIN locations l ON l.id = a.plan ->> 'locationId'
     WHERE t.resourceId = ? AND t.startMin >= ? AND t.startMin < ? AND t.claim = '' ORDER BY t.startMin, t.appointmentId`,
    resourceId,
    fromMin,
    toMin,
  )

type Feed = {
  calendarFeedId: string
  resourceId: string
  provider: string
  active: boolean
  shows: CalendarShows
  madeBy: string
  madeAt: string
  closedAt: string | null
}

export const feedRows = (read: Reader, most: number): Feed[] =>
  read.rows<Feed>(
    `SELECT f.id AS calendarFeedId, f.resourceId, r.name AS provider, r.active, f.shows, coalesce(u.displayName, '') AS madeBy,
       f.madeAt, f.closedAt
     FROM calendarFeeds f JOIN resources r ON r.id = f.resourceId LEFT JOIN users u ON u.id = f.madeBy LIMIT ?`,
    most,
  )

export const feedRow = (read: Reader, id: string) =>
  read.rows<{ closedAt: string | null }>('SELECT closedAt FROM calendarFeeds WHERE id = ?', id)[0]
