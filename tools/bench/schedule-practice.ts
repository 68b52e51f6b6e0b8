/** The practice whose schedule is measured: it is kept beside the other one, and its day of today is laid anew in every run. */
import { z } from 'zod'
import { saveLocation } from '../../shared/access/save-location.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { appointments, minuteOf, type Appointment } from '../../shared/schedule/appointment.ts'
import { readDay } from '../demo/days.ts'
import { Random } from '../demo/random.ts'
import { storeDemoRows } from '../kit/demo-schedule.ts'
import type { Workstation } from '../kit/workstation.ts'
import { makeContext } from './context.ts'
import { keptPractice, signedIn, type Filled } from './practice.ts'
import {
  daysOfYear,
  makeDay,
  makeSetting,
  onTheBoard,
  type BenchParts,
  type DaySetting,
  type Setting,
} from './schedule-rows.ts'

/** People to come: enough that nobody comes every month. */
export const peopleIn = (quick: boolean): number => (quick ? 1500 : 20_000)
/** How many of the busiest day are on the grid and on the board. */
export const onOneDay = 400

type Wanted = Readonly<{ quick: boolean; keyInFile: boolean; say(what: string): void }>

/** Of this month, so that there is half a year before and after now. */
export const keptSchedule = ({ quick, keyInFile, say }: Wanted): Promise<Filled> =>
  keptPractice({
    kind: 'schedule',
    of: new Date().toISOString().slice(0, 7),
    patients: peopleIn(quick),
    longCharts: 1,
    keyInFile,
    say,
    more: (desk) => fillYear(desk, quick, say),
  })

async function fillYear(desk: Workstation, quick: boolean, say: (what: string) => void): Promise<void> {
  const locationIds: string[] = []
  for (const name of ['Main house', 'Northside', 'Harbor'])
    locationIds.push((await desk.call(saveLocation, { ...saveLocation.example, name })).locationId)
  const parts = partsOf(desk, locationIds, quick)
  const set = makeSetting(parts)
  await storeDemoRows(desk, listed(set.rows))
  const days = daysOfYear(parts)
  let stored = 0
  for (let from = 0; from < days.length; from += 20) {
    const rows = days.slice(from, from + 20).flatMap((day) => makeDay(parts, set, day))
    await storeDemoRows(desk, [{ record: 'appointments', rows }])
    stored += rows.length
    say(`  ${stored} appointments`)
  }
}

const listed = (rows: Setting['rows']) =>
  Object.entries(rows).map(([record, each]) => ({ record: record as keyof Setting['rows'], rows: each }))

const Ids = z.array(z.string())
const column = (desk: Workstation, sql: string): string[] =>
  Ids.parse(desk.session.store.db.prepare(sql).pluck().all())

const partsOf = (desk: Workstation, locationIds: readonly string[], quick: boolean): BenchParts => ({
  random: new Random('bench', 'schedule'),
  newId: makeContext(desk.session).newId,
  zone: column(desk, 'SELECT timeZone FROM practices')[0] ?? 'UTC',
  practiceId: column(desk, 'SELECT id FROM practices')[0] ?? '',
  locationIds,
  patients: column(desk, 'SELECT id FROM patients WHERE deceased = 0 ORDER BY id'),
  by: desk.session.actor.id,
  now: Date.now(),
  quick,
})

/** What measurements of the schedule ask for. */
export type ScheduleFacts = Readonly<{
  /** Today, where the practice is: a day of 20 providers and 400 appointments, people at every stage. YYYY-MM-DD. */
  today: string
  /** Providers, in the order of the grid. */
  providers: readonly string[]
  locationIds: readonly string[]
  /** A visit type that takes a room of the kind exam. */
  visitTypeId: string
  appointments: number
}>

/**
 * Opens the copy of this run and lays its today: as many as the bars speak of, whatever day of the week it is, people at every stage,
 * whatever time it is. Resolves to who is in, and what there is.
 */
export async function openSchedule(
  practice: Filled,
  quick: boolean,
): Promise<{ desk: Workstation; facts: ScheduleFacts }> {
  const desk = await signedIn(practice)
  const locationIds = column(desk, 'SELECT id FROM locations WHERE own = 1 ORDER BY id')
  const parts = partsOf(desk, locationIds, quick)
  const today = dayIn(parts.zone, parts.now)
  const providers = column(desk, `SELECT id FROM resources WHERE kind = 'provider' ORDER BY rank`)
  const visitTypeId = column(desk, `SELECT id FROM visitTypes WHERE name = 'Office visit'`)[0] ?? ''
  await layToday(desk, parts, today)
  const count = z
    .number()
    .parse(desk.session.store.db.prepare('SELECT count(*) FROM appointments').pluck().get())
  return { desk, facts: { today, providers, locationIds, visitTypeId, appointments: count } }
}

async function layToday(desk: Workstation, parts: BenchParts, today: string): Promise<void> {
  const { store } = desk.session
  const at = readDay(today)
  const midday = minuteOf(`${today}T12:00:00.000Z`)
  const ofToday = () =>
    column(
      desk,
      `SELECT id FROM appointments WHERE startMin BETWEEN ${midday - 900} AND ${midday + 900} ORDER BY startMin, id`,
    )
      .map((id) => store.writers.of(appointments).read(id)?.row as Appointment)
      .filter(({ plan }) => dayIn(parts.zone, Date.parse(plan.startsAt)) === today)
  if (ofToday().length < onOneDay) {
    const set = settingOf(desk, parts)
    await storeDemoRows(desk, [{ record: 'appointments', rows: makeDay(parts, set, at) }])
  }
  const rows = ofToday()
  const ctx = makeContext(desk.session)
  store.transaction(ctx, (tx) => {
    for (const { id } of rows.slice(onOneDay)) tx.remove(appointments, id)
    for (const [n, row] of rows.slice(0, onOneDay).entries())
      tx.amend(appointments, row.id, { steps: onTheBoard(parts, row, n) })
    tx.close('bench.today@1')
  })
}

/** The setting as it lies in the store. */
function settingOf(desk: Workstation, parts: BenchParts): DaySetting {
  const made = makeSetting(parts)
  const ids = (sql: string) => column(desk, sql)
  const providers = ids(`SELECT id FROM resources WHERE kind = 'provider' ORDER BY rank`)
  const rooms = ids(`SELECT id FROM resources WHERE kind = 'room' AND category = 'exam' ORDER BY rank`)
  return {
    ...made,
    // made from the same seed: the visit types have the ids they had
    providers: made.providers.map((row, place) => ({ ...row, id: providers[place] ?? row.id })),
    rooms: made.rooms.map((row, place) => ({ ...row, id: rooms[place] ?? row.id })),
  }
}
