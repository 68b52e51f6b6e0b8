/** Who of those who wait would come at a time that has become free. */
import type { RowOf } from '../kernel/record.ts'
import { minuteOf, type Plan } from './appointment.ts'
import { dayOfNumber, localAt, weekdayOf } from './day-axis.ts'
import type { waitlistEntries } from './waitlist-entry.ts'

export type WaitlistEntry = RowOf<typeof waitlistEntries>
/** What an offer is of. */
export type Slot = Pick<Plan, 'startsAt' | 'minutes' | 'locationId' | 'providers'>

export type Waiting = WaitlistEntry &
  Readonly<{
    /** How long a visit of that type takes. */
    visitMinutes: number
    /** When they come as it is, minutes since 1970; null where they have no appointment. */
    comesMin: number | null
  }>

/** What they wish, asked of one time. `zone`: of the location. */
export function wishes(entry: WaitlistEntry, slot: Slot, zone: string): boolean {
  const { dayNumber, minute } = localAt(zone, minuteOf(slot.startsAt))
  const day = dayOfNumber(dayNumber)
  return (
    (entry.providers.length === 0 || entry.providers.some((id) => slot.providers.includes(id))) &&
    (entry.locations.length === 0 || entry.locations.includes(slot.locationId)) &&
    (entry.weekdays.length === 0 || entry.weekdays.includes(weekdayOf(dayNumber))) &&
    entry.fromMinute <= minute &&
    minute < entry.toMinute &&
    entry.earliest <= day &&
    (entry.latest === null || day <= entry.latest)
  )
}

const isSame = (a: Slot, b: Slot): boolean =>
  a.startsAt === b.startsAt && a.providers.some((id) => b.providers.includes(id))

/** The offers nobody has answered, the latest last. */
export const openOffers = ({ offers, answers }: Pick<WaitlistEntry, 'offers' | 'answers'>) =>
  offers.filter(({ id }) => !answers.some(({ offerId }) => offerId === id))

/**
 * Those who would come, the urgent first and then whoever has waited longest; `most` of them. Nobody is offered what they were told of already, nor
 * a time that is no sooner than the one they have, nor a shorter one than their visit takes.
 */
export function matchWaitlist(
  entries: readonly Waiting[],
  slot: Slot,
  { zone, nowMin, most }: Readonly<{ zone: string; nowMin: number; most: number }>,
): Waiting[] {
  const startMin = minuteOf(slot.startsAt)
  if (startMin <= nowMin) return []
  return entries
    .filter(
      (entry) =>
        entry.state === 'waiting' &&
        entry.visitMinutes <= slot.minutes &&
        (entry.comesMin === null || entry.comesMin > startMin) &&
        entry.offers.length < 60 &&
        !entry.offers.some((offer) => isSame(offer, slot)) &&
        wishes(entry, slot, zone),
    )
    .toSorted(
      (a, b) =>
        Number(b.urgent) - Number(a.urgent) ||
        (a.madeAt < b.madeAt ? -1 : a.madeAt > b.madeAt ? 1 : a.id < b.id ? -1 : 1),
    )
    .slice(0, most)
}

/** Offers that nobody has answered of a time that overlaps what is taken now, with one of its providers. */
export const offersGone = (
  entry: Pick<WaitlistEntry, 'offers' | 'answers'>,
  taken: Slot,
): WaitlistEntry['offers'] => {
  const [from, to] = [minuteOf(taken.startsAt), minuteOf(taken.startsAt) + taken.minutes]
  return openOffers(entry).filter(({ startsAt, minutes, providers }) => {
    const start = minuteOf(startsAt)
    return start < to && start + minutes > from && providers.some((id) => taken.providers.includes(id))
  })
}
