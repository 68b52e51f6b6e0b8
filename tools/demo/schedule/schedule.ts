/**
 * The schedule of the demo practice: from six weeks back to three months ahead. Everything follows from the seed, who there is, and now:
 * nothing here reads the clock.
 */
import { suggestedPolicy } from '../../../shared/schedule/schedule-policy.ts'
import { dayIn, instantOf } from '../../../shared/kernel/time.ts'
import { readDay, type Day } from '../days.ts'
import { Random } from '../random.ts'
import { wallClock } from './clock.ts'
import { DayBook, fullness, type Someone } from './day-book.ts'
import { bookSeries, makeChecks, makeRecalls, makeReceipts, makeWaitlist, type Desk } from './front-desk.ts'
import { bookClasses, makeClasses } from './groups.ts'
import { makeBlocks, makeHours, weekday, type Around } from './hours.ts'
import { lively } from './lively.ts'
import { makeResources, makeTypes, type Known } from './places.ts'
import { stretchesOn } from './stretches.ts'
import { Steps } from './visit-steps.ts'

export type ScheduleOptions = Readonly<{
  seed: string
  /** The moment the practice is looked at, ms since 1970. */
  now: number
  /** IANA name, of the practice and of every location. */
  zone: string
  practiceId: string
  device: string
  known: Known
  /** Who is alive; in an order that is always the same. */
  people: readonly Someone[]
}>

/** Rows by name of their record (shared/catalog.ts), in an order in which each finds what it names. */
export function demoSchedule(options: ScheduleOptions) {
  const { seed, now, zone, practiceId, device, known, people } = options
  const clock = wallClock(zone)
  const minute = Math.floor(now / 60_000)
  const today: Day = readDay(dayIn(zone, now))
  const at = instantOf(now - 40 * 86_400_000)
  const nowMinute = minute - clock(today, 0)
  const around: Around = { seed, today, from: today - 42 - weekday(today) + 1, to: today + 91, nowMinute, at }
  const random = new Random(seed, 'schedule')
  // what there is stays what it is, whoever comes
  const set = new Random(seed, 'schedule-places')
  const types = makeTypes(set)
  const made = makeResources(set, known)
  const hours = makeHours({ random: set, known, made, types, around })
  const blocked = makeBlocks({ random: set, known, made, around })
  const steps = new Steps(random, known.owner)
  const book = new DayBook({
    random,
    steps,
    around,
    made,
    types,
    people,
    by: known.owner,
    clock,
    now: minute,
  })
  const desk: Desk = {
    random,
    around,
    types,
    made,
    people,
    by: known.owner,
    device,
    now: minute,
    locationId: known.sites.get('salem') ?? '',
  }
  const nobody = people.length === 0
  const series = nobody ? [] : bookSeries(desk, book)
  const classes = makeClasses(desk)
  // a small practice is not full
  const size = Math.min(1, people.length / 220)
  if (!nobody)
    for (let day = around.from; day <= around.to; day += 1) {
      const stretches = stretchesOn(day, hours, blocked)
      bookClasses(desk, book, classes, day, stretches)
      for (const stretch of stretches)
        book.fill(day, stretch, fullness(day, today) * (day === today ? 1 : size))
    }
  const appointments = lively(book.rows, minute, steps)
  return {
    visitTypes: Object.values(types),
    resources: [...made.providers.values(), ...made.rooms, ...made.equipment],
    availabilities: hours,
    blocks: blocked,
    schedulePolicies: [{ id: practiceId, ...suggestedPolicy }],
    appointmentSeries: series,
    appointments,
    waitlistEntries: nobody ? [] : makeWaitlist(desk),
    recalls: nobody ? [] : makeRecalls(desk),
    deskChecks: makeChecks(desk, appointments),
    receipts: makeReceipts(desk, appointments),
  }
}
export type DemoSchedule = ReturnType<typeof demoSchedule>
