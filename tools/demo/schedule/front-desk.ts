/** What the front desk of the demo keeps beside appointments: who waits, who is due, what was checked and paid, what comes again and again. */
import type { RowOf } from '../../../shared/kernel/record.ts'
import { instantOfMinute, minuteOf, type Appointment } from '../../../shared/schedule/appointment.ts'
import type { deskChecks } from '../../../shared/schedule/desk-check.ts'
import type { recalls } from '../../../shared/schedule/recall.ts'
import { givingBackId, type receipts } from '../../../shared/schedule/receipt.ts'
import type { appointmentSeries, SeriesRule } from '../../../shared/schedule/series.ts'
import { reachedAt } from '../../../shared/schedule/stage.ts'
import type { waitlistEntries } from '../../../shared/schedule/waitlist-entry.ts'
import { ageAt, iso, type Day } from '../days.ts'
import type { Random } from '../random.ts'
import type { DayBook, Someone } from './day-book.ts'
import { holidaysIn, weekday, type Around } from './hours.ts'
import type { Made, TypeKey, VisitType } from './places.ts'

export type Desk = Readonly<{
  random: Random
  around: Around
  types: Record<TypeKey, VisitType>
  made: Made
  people: readonly Someone[]
  by: string
  device: string
  now: number
  locationId: string
}>

const some = (random: Random, people: readonly Someone[], count: number): Someone[] =>
  random.shuffle(people).slice(0, count)
const adults = ({ people, around }: Desk): Someone[] =>
  people.filter(({ born }) => born !== null && ageAt(born, around.today) >= 18)

/** Each is booked in turn, before the days are filled. */
export function bookSeries(desk: Desk, book: DayBook): RowOf<typeof appointmentSeries>[] {
  const { random, around, types, made, by, now, locationId } = desk
  const closed = new Set(holidaysIn(around).map(([day]) => day))
  const nurse = made.providers.get('hoxha')?.id
  const doctor = made.providers.get('rivera')?.id
  if (nurse === undefined || doctor === undefined) return []
  const monday = around.today - weekday(around.today) + 1
  const kinds = [
    {
      first: monday - 27,
      minute: 555,
      every: 1,
      count: 10,
      type: types.nurse,
      reason: 'Allergy shot',
      who: nurse,
    },
    {
      first: monday - 12,
      minute: 870,
      every: 2,
      count: 6,
      type: types.followUp,
      reason: 'Blood pressure, every second week',
      who: doctor,
    },
    {
      first: monday - 24,
      minute: 600,
      every: 4,
      count: 4,
      type: types.nurse,
      reason: 'Vitamin B12 injection',
      who: nurse,
    },
  ]
  const people = some(random, adults(desk), kinds.length)
  return kinds.flatMap(({ first, minute, every, count, type, reason, who }, place) => {
    const patientId = people[place]?.id
    if (patientId === undefined) return []
    const id = random.uuid()
    const rule: SeriesRule = { unit: 'week', every, weekdays: [], monthly: 'date', count, holidays: 'skip' }
    let day: Day = first
    for (let occurrence = 1; occurrence <= count; day += 7 * every) {
      if (closed.has(day)) continue
      book.book(
        day,
        minute,
        locationId,
        [who],
        { patientId, type, reason },
        { seriesId: id, occurrence, origin: 'series' },
      )
      occurrence += 1
    }
    return [{ id, patientId, rule, firstDay: iso(first), madeAt: instantOfMinute(now - 50_000), madeBy: by }]
  })
}

export function makeWaitlist(desk: Desk): RowOf<typeof waitlistEntries>[] {
  const { random, around, types, made, by, now } = desk
  const providers = [...made.providers.values()]
  const wishes = [
    types.physical,
    types.office,
    types.newPatient,
    types.ultrasound,
    types.procedure,
    types.office,
    types.followUp,
  ]
  return some(random, adults(desk), wishes.length).map(({ id: patientId }, place) => ({
    id: random.uuid(),
    patientId,
    visitTypeId: wishes[place]?.id ?? '',
    providers: place % 3 === 0 ? [] : [random.pick(providers).id],
    locations: place % 4 === 1 ? [desk.locationId] : [],
    weekdays: place % 3 === 1 ? [2, 4] : [],
    fromMinute: place % 2 === 0 ? 0 : 780,
    toMinute: 1440,
    earliest: iso(around.today),
    latest: place === 2 ? iso(around.today + 10) : null,
    urgent: place === 1,
    note:
      [
        'Any day after work',
        'Pain got worse; wants to be seen sooner',
        'Leaves for Florida soon',
        '',
        '',
        'Can come within an hour',
        '',
      ][place] ?? '',
    appointmentId: null,
    offers: [],
    answers: [],
    state: 'waiting' as const,
    why: '',
    madeAt: instantOfMinute(now - random.int(600, 20_000)),
    madeBy: by,
  }))
}

export function makeRecalls(desk: Desk): RowOf<typeof recalls>[] {
  const { random, around, types, made, by, now } = desk
  const kinds = [
    [types.physical, 'Annual physical is due'],
    [types.followUp, 'Blood pressure again in three months'],
    [types.office, 'Diabetes check, A1c'],
    [types.ultrasound, 'Thyroid nodule, six months on'],
    [types.nurse, 'Second dose of the shingles vaccine'],
  ] as const
  const providers = [...made.providers.values()].filter(({ short }) => !short.startsWith('Nurse'))
  return some(random, adults(desk), 14).map(({ id: patientId }, place) => {
    const [type, reason] = kinds[place % kinds.length] ?? kinds[0]
    const tried = place % 3 === 0
    return {
      id: random.uuid(),
      patientId,
      visitTypeId: type.id,
      providerId: random.pick(providers).id,
      dueOn: iso(around.today + random.int(-25, 40)),
      reason,
      note: '',
      tries: tried
        ? [
            {
              id: random.uuid(),
              at: instantOfMinute(now - random.int(1500, 9000)),
              by,
              how: 'phone' as const,
              note: 'Left a message',
            },
          ]
        : [],
      appointmentId: null,
      state: 'due' as const,
      madeAt: instantOfMinute(now - random.int(40_000, 200_000)),
      madeBy: by,
    }
  })
}

/** Of whoever was here or comes soon; of some it is old or was never asked for. */
export function makeChecks(desk: Desk, rows: readonly Appointment[]): RowOf<typeof deskChecks>[] {
  const { random, around, by, now } = desk
  const known = new Set(
    rows.filter(({ plan }) => minuteOf(plan.startsAt) < now + 10_080).map(({ patientId }) => patientId),
  )
  const checked = (chance: number, oldest: number) => {
    if (!random.chance(chance)) return null
    const days = random.int(3, oldest)
    return { on: iso(around.today - days), by, at: instantOfMinute(now - days * 1440) }
  }
  return [...known].map((id) => ({
    id,
    consent: checked(0.9, 420),
    privacyNotice: checked(0.92, 600),
    card: checked(0.85, 430),
    identity: checked(0.9, 700),
    address: checked(0.82, 480),
    eligibility: checked(0.6, 45),
  }))
}

/** What was taken at the desk when they left, of the last two weeks; one of them was given back. */
export function makeReceipts(desk: Desk, rows: readonly Appointment[]): RowOf<typeof receipts>[] {
  const { random, by, device, now } = desk
  const paid = rows
    .flatMap((row) => {
      const at = reachedAt(row, 'left')
      return at !== null && (row.copayCents ?? 0) > 0 && minuteOf(at) > now - 20_160 && random.chance(0.85)
        ? [{ row, at }]
        : []
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const made = paid.map(({ row, at }, place) => {
    const method = random.weighted({ card: 70, cash: 18, check: 12 })
    return {
      id: random.uuid(),
      number: `DEMO-${String(place + 1).padStart(5, '0')}`,
      patientId: row.patientId,
      appointmentId: row.id,
      cents: row.copayCents ?? 0,
      method,
      reference: method === 'cash' ? '' : random.digits(4),
      note: '',
      voids: null as string | null,
      at,
      by,
      device,
    }
  })
  const wrong = made.at(-4)
  return wrong
    ? [
        ...made,
        {
          ...wrong,
          id: givingBackId(wrong.id),
          number: `DEMO-${String(made.length + 1).padStart(5, '0')}`,
          cents: -wrong.cents,
          note: 'Taken twice',
          voids: wrong.id,
          at: instantOfMinute(Math.min(now - 1, minuteOf(wrong.at) + 12)),
        },
      ]
    : made
}
