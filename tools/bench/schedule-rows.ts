/** A year of a practice of twenty providers: who and what is scheduled, and 120,000 appointments with what happened to them. */
import type { NewId } from '../../shared/kernel/ids.ts'
import { addDays, dayIn } from '../../shared/kernel/time.ts'
import { instantOfMinute, type Appointment } from '../../shared/schedule/appointment.ts'
import { suggestedPolicy } from '../../shared/schedule/schedule-policy.ts'
import type { Step, StepKind } from '../../shared/schedule/step.ts'
import { readDay, type Day } from '../demo/days.ts'
import type { Random } from '../demo/random.ts'
import { wallClock } from '../demo/schedule/clock.ts'
import { weekday, type Availability, type Block } from '../demo/schedule/hours.ts'
import { makeTypes, type Resource, type VisitType } from '../demo/schedule/places.ts'

export type BenchParts = Readonly<{
  random: Random
  newId: NewId
  /** Of the practice and of each location. */
  zone: string
  practiceId: string
  locationIds: readonly string[]
  patients: readonly string[]
  by: string
  /** ms since 1970. */
  now: number
  quick: boolean
}>

const providersOf = 20
const openHours = [
  [480, 720],
  [780, 1080],
] as const

/** A year of five days a week, `now` in the middle of it. */
export function daysOfYear({ zone, now, quick }: BenchParts): Day[] {
  const middle = readDay(`${dayIn(zone, now).slice(0, 7)}-15`)
  const half = quick ? 45 : 182
  return Array.from({ length: half * 2 + 1 }, (_, at) => middle - half + at).filter(
    (day) => weekday(day) <= 5,
  )
}

export type Setting = ReturnType<typeof makeSetting>
/** What a day is laid out by. */
export type DaySetting = Pick<Setting, 'types' | 'providers' | 'rooms' | 'houseOf'>

/** Three places; of each provider two rooms, one of them at least free when they are. */
export function makeSetting(parts: BenchParts) {
  const { random, newId, practiceId, locationIds, by, now } = parts
  const at = instantOfMinute(Math.floor(now / 60_000) - 300_000)
  const first = addDays(at.slice(0, 10), -7)
  const types = makeTypes(random)
  const resource = (
    row: Pick<Resource, 'kind' | 'name' | 'short' | 'category' | 'rank'> & Partial<Resource>,
  ): Resource => ({
    id: newId(),
    locationId: null,
    practitionerId: null,
    userId: null,
    atOnce: 1,
    overbook: 1,
    active: true,
    ...row,
  })
  const houseOf = (rank: number): string =>
    locationIds[Math.floor((rank * locationIds.length) / providersOf)] ?? ''
  const providers = Array.from({ length: providersOf }, (_, rank) =>
    resource({
      kind: 'provider',
      name: `Provider ${rank + 1}, MD`,
      short: `P${rank + 1}`,
      category: 'Family Medicine',
      rank,
    }),
  )
  const rooms = Array.from({ length: providersOf * 2 }, (_, rank) =>
    resource({
      kind: 'room',
      name: `Exam ${rank + 1}`,
      short: `E${rank + 1}`,
      category: 'exam',
      rank,
      overbook: 0,
      locationId: houseOf(rank / 2),
    }),
  )
  const others = locationIds.flatMap((locationId, place) => [
    resource({
      kind: 'room',
      name: `Procedures ${place + 1}`,
      short: `PR${place + 1}`,
      category: 'procedure',
      rank: 100 + place,
      overbook: 0,
      locationId,
    }),
    resource({
      kind: 'equipment',
      name: `Ultrasound ${place + 1}`,
      short: `US${place + 1}`,
      category: 'ultrasound',
      rank: place,
      overbook: 0,
      locationId,
    }),
    resource({
      kind: 'equipment',
      name: `ECG ${place + 1}`,
      short: `ECG${place + 1}`,
      category: 'ecg',
      rank: 100 + place,
      overbook: 0,
      locationId,
    }),
  ])
  const availabilities = providers.flatMap(({ id }, rank) =>
    [1, 2, 3, 4, 5].flatMap((on) =>
      openHours.map(([fromMinute, toMinute], half): Availability => ({
        id: newId(),
        resourceId: id,
        locationId: houseOf(rank),
        weekday: on,
        everyWeeks: 1,
        firstDay: first,
        lastDay: null,
        fromMinute,
        toMinute,
        kind: 'open',
        // a third keep an afternoon for whoever is sick that day
        visitTypeIds: half === 1 && on === 3 && rank % 3 === 0 ? [types.sick.id] : [],
        releaseHours: half === 1 && on === 3 && rank % 3 === 0 ? 24 : null,
        note: '',
        by,
        at,
      })),
    ),
  )
  const block = (row: Pick<Block, 'kind' | 'firstDay'> & Partial<Block>): Block => ({
    id: newId(),
    resourceId: null,
    locationId: null,
    lastDay: row.firstDay,
    weekdays: [],
    fromMinute: 0,
    toMinute: 1440,
    note: '',
    by,
    at,
    ...row,
  })
  const today = dayIn(parts.zone, now)
  const blocks = [
    ...providers.map(({ id }, rank) =>
      block({
        kind: 'vacation',
        resourceId: id,
        firstDay: addDays(today, 20 + rank * 8),
        lastDay: addDays(today, 26 + rank * 8),
      }),
    ),
    ...Array.from({ length: 8 }, (_, which) =>
      block({ kind: 'holiday', firstDay: addDays(today, 25 + which * 20) }),
    ),
    ...locationIds.map((locationId) =>
      block({
        kind: 'meeting',
        locationId,
        firstDay: first,
        lastDay: null,
        weekdays: [2],
        fromMinute: 480,
        toMinute: 510,
      }),
    ),
  ]
  return {
    types,
    providers,
    rooms,
    houseOf,
    rows: {
      visitTypes: Object.values(types),
      resources: [...providers, ...rooms, ...others],
      availabilities,
      blocks,
      schedulePolicies: [{ id: practiceId, ...suggestedPolicy }],
    },
  }
}

const stepsOfVisit: readonly (readonly [kind: StepKind, after: number])[] = [
  ['arrived', -8],
  ['roomed', 4],
  ['with-provider', 11],
  ['checkout', 26],
  ['left', 31],
]

/** A day of everybody: some 22 a provider, with gaps. `most` of them at most for each. */
export function makeDay(parts: BenchParts, set: DaySetting, day: Day, most = 24): Appointment[] {
  const { random, zone, now } = parts
  const clock = wallClock(zone)
  const minute = Math.floor(now / 60_000)
  const { office, followUp, newPatient, sick, video } = set.types
  const kinds: readonly VisitType[] = [
    office,
    office,
    office,
    followUp,
    followUp,
    followUp,
    followUp,
    sick,
    sick,
    video,
    newPatient,
  ]
  const rows: Appointment[] = []
  for (const [rank, { id: provider }] of set.providers.entries()) {
    let booked = 0
    for (const [from, to] of openHours)
      for (let at: number = from, which = 0; at < to && booked < most; which += 1) {
        const type = random.pick(kinds)
        if (at + type.minutes > to) break
        const start = clock(day, at)
        const room = set.rooms[rank * 2 + (which % 2)]
        rows.push(
          appointmentOf(parts, {
            type,
            start,
            locationId: set.houseOf(rank),
            provider,
            places: type.telehealth || !room ? [] : [room.id],
            steps: start < minute ? past(parts, start) : [],
          }),
        )
        booked += 1
        at += type.minutes + (random.chance(0.3) ? 10 : 0)
      }
  }
  return rows
}

type Wanted = Readonly<{
  type: VisitType
  start: number
  locationId: string
  provider: string
  places: string[]
  steps: Step[]
}>

const appointmentOf = ({ random, newId, patients, by }: BenchParts, wanted: Wanted): Appointment => ({
  id: newId(),
  patientId: random.pick(patients),
  visitTypeId: wanted.type.id,
  plan: {
    startsAt: instantOfMinute(wanted.start),
    minutes: wanted.type.minutes,
    locationId: wanted.locationId,
    providers: [wanted.provider],
    places: wanted.places,
    prepareMinutes: wanted.type.prepareMinutes,
    cleanMinutes: wanted.type.cleanMinutes,
    cancelled: false,
  },
  steps: wanted.steps,
  reason: random.pick(['Blood pressure', 'Diabetes check', 'Cough', 'Back pain', 'Results', 'Refill']),
  notes: '',
  referral: '',
  authorization: '',
  copayCents: random.pick([0, 1500, 2500, 4000]),
  seriesId: null,
  occurrence: null,
  groupId: null,
  overbook: null,
  origin: 'staff',
  external: null,
  madeAt: instantOfMinute(wanted.start - random.int(100, 60_000)),
  madeBy: by,
})

const stepAt = (
  { newId, by }: BenchParts,
  kind: StepKind,
  minute: number,
  roomId: string | null = null,
): Step => ({
  id: newId(),
  kind,
  at: instantOfMinute(minute),
  by,
  roomId: kind === 'roomed' ? roomId : null,
  reason: '',
  note: '',
})

function past(parts: BenchParts, start: number): Step[] {
  const { random } = parts
  if (random.chance(0.06)) return [stepAt(parts, 'no-show', start + 30)]
  const late = random.int(0, 12)
  return stepsOfVisit.map(([kind, after]) => stepAt(parts, kind, start + after + (after < 0 ? 0 : late)))
}

/** What has happened to the n-th of a day so that a board of all of them has people at every stage, whatever the clock says. */
export function onTheBoard(parts: BenchParts, row: Appointment, n: number): Step[] {
  const minute = Math.floor(parts.now / 60_000)
  const stage = n % 10
  if (stage < 3) return []
  if (stage === 3)
    return n % 20 === 3
      ? [stepAt(parts, 'no-show', minute - 30)]
      : [stepAt(parts, 'confirmed', minute - 2000)]
  const reached = stage < 6 ? 4 : stage - 6
  const began = minute - stepsOfVisit.slice(0, reached + 1).length * 9 - (n % 23)
  return stepsOfVisit
    .slice(0, reached + 1)
    .map(([kind], place) => stepAt(parts, kind, began + place * 9, row.plan.places[0] ?? null))
}
