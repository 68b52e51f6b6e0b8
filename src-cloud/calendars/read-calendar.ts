/**
 * The calendar of a provider for whoever knows its address (docs/schedule.md, "Calendars"): from the rows of the practice as they are at that
 * moment. Nobody is asked who they are, so nothing of a patient is in it: whoever has a restricted chart comes to a visit without a kind.
 */
import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { locations } from '../../shared/access/location.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { chartRestrictions } from '../../shared/privacy/chart-restriction.ts'
import { appointments, type Appointment } from '../../shared/schedule/appointment.ts'
import { calendarFeeds, feedDays } from '../../shared/schedule/calendar-feed.ts'
import { resources } from '../../shared/schedule/resource.ts'
import { isTakingTime } from '../../shared/schedule/stage.ts'
import { visitTypes } from '../../shared/schedule/visit-type.ts'
import { writeCalendar, type CalendarShows } from '../../shared/schedule/write-calendar.ts'
import { inPractice } from '../postgres/pool.ts'

const dayMs = 86_400_000
/** Of one calendar: four years of what anybody sees in a day would not be more. */
const mostVisits = 20_000

/** As text; null where the address gives nothing: it never did, it is closed, its provider is archived, or there is no such practice. */
export function readCalendar(
  pool: Pool,
  practice: string,
  token: string,
  now: number,
): Promise<string | null> {
  const tokenSha = createHash('sha256').update(token).digest('hex')
  return inPractice(pool, practice, async (client) => {
    const feed = await openFeed(client, practice, tokenSha)
    if (!feed) return null
    const [from, to] = [now - feedDays.back * dayMs, now + feedDays.ahead * dayMs].map(instantOf)
    const visits = await visitsOf(client, practice, feed.resourceId, from ?? '', to ?? '')
    const entries = visits
      .filter(({ row }) => isTakingTime(row))
      .map(({ row: { id, plan }, version, visitType, place }) => ({
        id,
        version,
        startsAt: plan.startsAt,
        minutes: plan.minutes,
        visitType,
        place,
      }))
    return writeCalendar(feed.name, entries, feed.shows, instantOf(now))
  })
}

type Feed = Readonly<{ resourceId: string; shows: CalendarShows; name: string }>

async function openFeed(client: PoolClient, practice: string, tokenSha: string): Promise<Feed | null> {
  const { rows } = await client.query<Feed>(
    `SELECT f.data->>'resourceId' AS "resourceId", f.data->>'shows' AS shows, r.data->>'name' AS name
     FROM record f JOIN record r ON r.practice_id = $1 AND r.type = '${resources.type}' AND r.id = f.data->>'resourceId' AND NOT r.deleted
     WHERE f.practice_id = $1 AND f.type = '${calendarFeeds.type}' AND NOT f.deleted AND f.data->>'tokenSha' = $2
       AND f.data->'closedAt' = 'null' AND r.data->'active' = 'true'`,
    [practice, tokenSha],
  )
  return rows[0] ?? null
}

type Visit = Readonly<{ row: Appointment; version: number; visitType: string; place: string }>

async function visitsOf(
  client: PoolClient,
  practice: string,
  resourceId: string,
  from: string,
  to: string,
): Promise<Visit[]> {
  const { rows } = await client.query<{ row: Appointment; version: number }>(
    `SELECT a.data || jsonb_build_object('id', a.id) AS row, a.version
     FROM visit_start v JOIN record a ON a.practice_id = $1 AND a.type = '${appointments.type}' AND a.id = v.appointment_id
     WHERE v.practice_id = $1 AND v.resource_id = $2 AND v.starts_at >= $3 AND v.starts_at < $4 AND NOT a.deleted
     ORDER BY v.starts_at, v.appointment_id LIMIT ${mostVisits}`,
    [practice, resourceId, from, to],
  )
  const named = async (type: string) =>
    new Map(
      (await every<{ id: string; name: string }>(client, practice, type)).map((row) => [row.id, row.name]),
    )
  const types = await named(visitTypes.type)
  const places = await named(locations.type)
  const closed = new Set(
    (await every<RowOf<typeof chartRestrictions>>(client, practice, chartRestrictions.type))
      .filter(({ active }) => active)
      .map(({ id }) => id),
  )
  return rows.map(({ row, version }) => ({
    row,
    version,
    visitType: closed.has(row.patientId) ? '' : (types.get(row.visitTypeId ?? '') ?? ''),
    place: places.get(row.plan.locationId) ?? '',
  }))
}

/** Of what there are some hundreds in a practice. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- says what a caller reads, once
async function every<Row>(client: PoolClient, practice: string, type: string): Promise<Row[]> {
  const { rows } = await client.query<{ row: Row }>(
    `SELECT data || jsonb_build_object('id', id) AS row FROM record WHERE practice_id = $1 AND type = $2 AND NOT deleted`,
    [practice, type],
  )
  return rows.map(({ row }) => row)
}
