/** The appointments of the demo practice, provider by provider and day by day. */
import type { Appointment } from '../../../shared/schedule/appointment.ts'
import { instantOfMinute } from '../../../shared/schedule/appointment.ts'
import { suggestedPolicy } from '../../../shared/schedule/schedule-policy.ts'
import { ageAt, iso, readDay, type Day } from '../days.ts'
import type { Random } from '../random.ts'
import { weekday, type Around } from './hours.ts'
import { providerRows, type Made, type Resource, type TypeKey, type VisitType } from './places.ts'
import type { Stretch } from './stretches.ts'
import type { Steps } from './visit-steps.ts'
import { reasonsOf } from './reasons.ts'

/** `born`: null where nobody knows. */
export type Someone = Readonly<{ id: string; born: Day | null }>

type Parts = Readonly<{
  random: Random
  steps: Steps
  around: Around
  made: Made
  types: Record<TypeKey, VisitType>
  people: readonly Someone[]
  by: string
  clock(day: Day, minute: number): number
  /** The minute since 1970 it is now. */
  now: number
}>

type Taken = { from: number; to: number }[]
type Wish = Readonly<{ patientId: string; type: VisitType; reason: string }>

export class DayBook {
  readonly rows: Appointment[] = []
  readonly #parts: Parts
  /** Of a room or a piece of equipment on a day. */
  readonly #taken = new Map<string, Taken>()
  /** Of whoever leads a group on a day, by the clock: nobody else is put there. */
  readonly #kept = new Map<string, Taken>()
  readonly #seenOn = new Map<Day, Set<string>>()
  readonly #seesOf: ReadonlyMap<string, string>
  readonly #groups: Readonly<Record<string, readonly Someone[]>>

  constructor(parts: Parts) {
    this.#parts = parts
    this.#seesOf = new Map(
      providerRows.map(({ staff, sees }) => [parts.made.providers.get(staff)?.id ?? '', sees]),
    )
    const { today } = parts.around
    const young = ({ born }: Someone): boolean => born !== null && ageAt(born, today) < 18
    const children = parts.people.filter(young)
    const adults = parts.people.filter((one) => !young(one))
    this.#groups = {
      everyone: parts.people,
      nurse: parts.people,
      adults: adults.length > 0 ? adults : parts.people,
      children: children.length > 0 ? children : parts.people,
    }
  }

  /** Fills a stretch: each place in it with the chance `fill`. */
  fill(day: Day, stretch: Stretch, fill: number): void {
    const { random, types } = this.#parts
    const sees = this.#seesOf.get(stretch.resourceId) ?? 'everyone'
    let at = stretch.from
    while (at + 15 <= stretch.to) {
      const kept = stretch.visitTypeIds.length > 0
      // what is kept for the sick is empty until the day itself
      if (!random.chance(kept && day > this.#parts.around.today ? 0.04 : fill)) {
        at += 15
        continue
      }
      const wish = this.#wish(day, sees, kept ? types.sick : null)
      const length = wish?.type.minutes ?? 15
      const group = this.#kept
        .get(`${stretch.resourceId} ${day}`)
        ?.find(({ from, to }) => at < to && at + length > from)
      if (group) {
        at = group.to
        continue
      }
      if (wish && at + length <= stretch.to) {
        this.book(day, at, stretch.locationId, [stretch.resourceId], wish)
        if (random.chance(0.035) && sees !== 'nurse') {
          const beside = this.#wish(day, sees, types.sick)
          if (beside) this.book(day, at, stretch.locationId, [stretch.resourceId], beside)
        }
      }
      at += Math.ceil(length / 5) * 5
    }
  }

  #wish(day: Day, sees: string, only: VisitType | null): Wish | null {
    const { random, types } = this.#parts
    const seen = this.#seenOn.get(day) ?? new Set<string>()
    const group = this.#groups[sees] ?? []
    for (let look = 0; look < 12; look += 1) {
      const one = random.pick(group)
      if (seen.has(one.id) || (one.born !== null && one.born > day)) continue
      const isChild = one.born !== null && ageAt(one.born, day) < 18
      const key: TypeKey = only
        ? 'sick'
        : sees === 'nurse'
          ? random.weighted({ nurse: 70, ecg: 15, ultrasound: 15 })
          : isChild
            ? random.weighted({ wellChild: 38, sick: 34, followUp: 20, video: 8 })
            : random.weighted({
                office: 38,
                followUp: 24,
                physical: 12,
                newPatient: 7,
                sick: 9,
                video: 6,
                procedure: 4,
              })
      const type = types[key]
      return { patientId: one.id, type, reason: random.pick(reasonsOf[key]) }
    }
    return null
  }

  /** Several come to one visit, which takes its room once; each of them comes, or does not, for themselves. */
  bookGroup(
    day: Day,
    minute: number,
    locationId: string,
    providers: string[],
    type: VisitType,
    reason: string,
    people: readonly Someone[],
  ): void {
    const places = this.#placesFor(type, locationId, day, this.#parts.clock(day, minute))
    if (!places) return
    const groupId = this.#parts.random.uuid()
    for (const { id: patientId } of people)
      this.#book(day, minute, locationId, providers, { patientId, type, reason }, places, { groupId })
    for (const id of providers) {
      const key = `${id} ${day}`
      this.#kept.set(key, [...(this.#kept.get(key) ?? []), { from: minute, to: minute + type.minutes }])
    }
  }

  /** Null where a room or a piece of equipment it needs is not free. */
  book(
    day: Day,
    minute: number,
    locationId: string,
    providers: string[],
    wish: Wish,
    more: Partial<Appointment> = {},
  ): Appointment | null {
    const places = this.#placesFor(wish.type, locationId, day, this.#parts.clock(day, minute))
    return places && this.#book(day, minute, locationId, providers, wish, places, more)
  }

  #book(
    day: Day,
    minute: number,
    locationId: string,
    providers: string[],
    { patientId, type, reason }: Wish,
    places: readonly Resource[],
    more: Partial<Appointment>,
  ): Appointment {
    const { random, clock, around, by, now } = this.#parts
    const start = clock(day, minute)
    const seen = this.#seenOn.get(day) ?? new Set<string>()
    this.#seenOn.set(day, seen.add(patientId))
    const lead = random.weighted({ 0: 6, 1: 14, 7: 25, 21: 35, 60: 20 })
    const made = Math.min(now - random.int(3, 900), start - Number(lead) * 1440 - random.int(30, 1400))
    const row: Appointment = {
      id: random.uuid(),
      patientId,
      visitTypeId: type.id,
      plan: {
        startsAt: instantOfMinute(start),
        minutes: type.minutes,
        locationId,
        providers,
        places: places.map(({ id }) => id),
        prepareMinutes: type.prepareMinutes,
        cleanMinutes: type.cleanMinutes,
        cancelled: false,
      },
      steps: [],
      reason,
      notes: random.chance(0.06)
        ? random.pick([
            'Needs an interpreter.',
            'Comes by wheelchair.',
            'Call the daughter, not the patient.',
            'Bring the last letter from cardiology.',
          ])
        : '',
      referral: '',
      authorization: type.minutes >= 30 && random.chance(0.12) ? `AU${random.digits(8)}` : '',
      copayCents: random.chance(0.22) ? null : random.pick([0, 1500, 2000, 2500, 2500, 3000, 4000]),
      seriesId: null,
      occurrence: null,
      groupId: null,
      overbook: null,
      origin: random.chance(0.03)
        ? 'recall'
        : day <= around.today && type.name.startsWith('Sick') && random.chance(0.3)
          ? 'walk-in'
          : 'staff',
      external: null,
      madeAt: instantOfMinute(made),
      madeBy: by,
      ...more,
    }
    this.rows.push({ ...row, ...this.#happened(day, row, start, made) })
    return row
  }

  #placesFor(type: VisitType, locationId: string, day: Day, start: number): Resource[] | null {
    const [from, to] = [start - type.prepareMinutes, start + type.minutes + type.cleanMinutes]
    const { rooms, equipment } = this.#parts.made
    const found: Resource[] = []
    for (const need of type.needs) {
      const able = (need.kind === 'room' ? rooms : equipment).filter(
        (each) => each.category === need.category && each.locationId === locationId && !found.includes(each),
      )
      const free = able.find(({ id }) =>
        (this.#taken.get(`${id} ${day}`) ?? []).every((taken) => taken.to <= from || taken.from >= to),
      )
      if (!free) return null
      found.push(free)
    }
    for (const { id } of found) {
      const key = `${id} ${day}`
      const taken = this.#taken.get(key)
      if (taken) taken.push({ from, to })
      else this.#taken.set(key, [{ from, to }])
    }
    return found
  }

  #happened(day: Day, row: Appointment, start: number, made: number): Partial<Appointment> {
    const { random, steps, around, now } = this.#parts
    const roomId = row.plan.places[0] ?? null
    const off = random.unit()
    const isPast = start + row.plan.minutes + 20 < now
    // whoever is here now is not called off
    const far = Math.abs(start - now) > 90
    if (off < 0.055 && far) {
      const at = Math.min(now - 2, Math.max(made + 1, start - random.int(60, 4000)))
      const kind = off < 0.018 ? 'rescheduled' : 'cancelled'
      const reason = random.early(suggestedPolicy.cancelReasons, 3)
      return { plan: { ...row.plan, cancelled: true }, steps: [steps.one(kind, at, { reason })] }
    }
    const call = Math.min(now - 1, start - random.int(1300, 4200))
    const confirmed =
      start - now < 4 * 1440 && call > made && random.chance(0.6)
        ? [steps.one('confirmed', call, { reason: random.pick(['Phone', 'Text message', 'Text message']) })]
        : []
    if (isPast && off > 0.94) {
      const reason = random.early(suggestedPolicy.noShowReasons, 2)
      return {
        steps: [
          ...confirmed,
          steps.one('no-show', Math.min(now - 1, start + random.int(16, 40)), { reason }),
        ],
      }
    }
    if (day > around.today) return { steps: confirmed }
    return {
      steps: [...confirmed, ...steps.visit(start, row.plan.minutes, roomId, now, off > 0.8 ? 1.8 : 1)],
    }
  }
}

/** How full a day is: this week nearly, then ever less. */
export function fullness(day: Day, today: Day): number {
  if (day === today) return 0.93
  const weeks = Math.floor((day - (today - weekday(today) + 1)) / 7)
  if (weeks < 0) return 0.17
  return [0.84, 0.4, 0.26, 0.16, 0.12, 0.09][weeks] ?? 0.05
}

export const bornOn = (text: string | null): Day | null => {
  if (text === null) return null
  const day = `${text}-01-01`.slice(0, 10)
  const found = readDay(day)
  return iso(found) === day ? found : null
}
