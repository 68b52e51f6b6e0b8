import { minuteOf } from '../../shared/schedule/appointment.ts'
import { mostAtOnce } from '../../shared/schedule/at-once.ts'
import { listWaitlist, type WaitlistLine } from '../../shared/schedule/list-waitlist.ts'
import { offersGone } from '../../shared/schedule/match-waitlist.ts'
import { answer } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { callersOf } from './callers.ts'
import { namesOfUsers } from './names.sql.ts'
import { everyResource, everyVisitType, type ResourceRow } from './schedule.sql.ts'
import { takenOf } from './taken.sql.ts'
import { everyWaiting, type WaitingRow } from './waitlist.sql.ts'
import { placesOf, type Places } from './zones.ts'

export const listWaitlistHandler = answer(listWaitlist, (read, _input, { now }, session) => {
  const rows = everyWaiting(read).toSorted(
    (a, b) => Number(b.urgent) - Number(a.urgent) || (a.madeAt < b.madeAt ? -1 : 1),
  )
  const whoIs = callersOf(read, session, rows)
  const places = placesOf(read)
  const locations = new Map(places.own.map(({ id, name }) => [id, name]))
  const resources = new Map(everyResource(read).map((row) => [row.id, row]))
  const offersOf = offerLines(read, rows, {
    resources,
    locations,
    zoneOf: places.zoneOf,
    nowMin: minuteOf(now),
  })
  const types = new Map(everyVisitType(read).map(({ id, name }) => [id, name]))
  return {
    lines: rows.map((row): WaitlistLine => {
      const who = whoIs(row.patientId)
      return {
        waitlistEntryId: row.id,
        version: row.version,
        ...who,
        visitTypeId: who.closed ? null : row.visitTypeId,
        visitType: who.closed ? '' : (types.get(row.visitTypeId) ?? ''),
        providers: row.providers.flatMap((id) => resources.get(id)?.name ?? []),
        providerIds: row.providers,
        locations: row.locations.flatMap((id) => locations.get(id) ?? []),
        locationIds: row.locations,
        weekdays: row.weekdays,
        fromMinute: row.fromMinute,
        toMinute: row.toMinute,
        earliest: row.earliest,
        latest: row.latest,
        urgent: row.urgent,
        note: who.closed ? '' : row.note,
        comesMin: row.comesMin,
        appointmentId: row.appointmentId,
        offers: offersOf(row),
        madeAt: row.madeAt,
      }
    }),
  }
})

/** Offers as they stand: told by whom, answered how, and whether the time is still to be had. */
function offerLines(
  read: Reader,
  rows: readonly WaitingRow[],
  {
    resources,
    locations,
    zoneOf,
    nowMin,
  }: Readonly<{
    resources: ReadonlyMap<string, ResourceRow>
    locations: ReadonlyMap<string, string>
    zoneOf: Places['zoneOf']
    nowMin: number
  }>,
) {
  const by = rows.flatMap(({ offers }) => offers.flatMap((offer) => offer.by ?? []))
  const names = namesOfUsers(read, by)
  const isFree = (offer: WaitingRow['offers'][number], self: string | null): boolean => {
    const fromMin = minuteOf(offer.startsAt)
    const toMin = fromMin + offer.minutes
    if (fromMin <= nowMin) return false
    const taken = takenOf(read, offer.providers, fromMin, toMin).filter((each) => each.appointmentId !== self)
    return offer.providers.every(
      (id) =>
        mostAtOnce(
          taken.filter(({ resourceId }) => resourceId === id),
          fromMin,
          toMin,
        ) < (resources.get(id)?.atOnce ?? 0),
    )
  }
  return (row: WaitingRow): WaitlistLine['offers'] =>
    row.offers.map((offer) => {
      const answered = row.answers.find(({ offerId }) => offerId === offer.id)?.answer ?? null
      return {
        offerId: offer.id,
        startMin: minuteOf(offer.startsAt),
        minutes: offer.minutes,
        timeZone: zoneOf(offer.locationId),
        providers: offer.providers.flatMap((id) => resources.get(id)?.name ?? []),
        providerIds: offer.providers,
        location: locations.get(offer.locationId) ?? '',
        at: offer.at,
        by: offer.by === null ? '' : (names.get(offer.by) ?? ''),
        answer: answered,
        isFree: answered === null && isFree(offer, row.appointmentId),
        alsoOffered:
          answered === null
            ? rows.filter((other) => other.id !== row.id && offersGone(other, offer).length > 0).length
            : 0,
      }
    })
}
