/** Patients whom somebody does not reach, by where they are seen (docs/access.md, "Scope"). */
import { reaches } from '../../shared/access/scope.ts'
import { addedTo, awayOf, isTakingIn, ownPlaces, reachOf, saidOf, visitsOf } from '../store/scope.sql.ts'
import type { Reader } from '../store/reader.ts'

/** `away`: the chart is not held here, and what is known here does not say that they reach it. */
export type Beyond = 'out' | 'away'

/**
 * Of these patients, those whom the user does not reach. As `read` has it: in a transaction with what it has changed. Whoever reaches the
 * whole practice, as everybody does where nothing is set, costs one look by key. `written`: whether it counts that they have added
 * something to the chart; not where they would say where the patient belongs.
 */
export function beyondReach(
  read: Reader,
  userId: string,
  patientIds: readonly string[],
  written = true,
): ReadonlyMap<string, Beyond> {
  const beyond = new Map<string, Beyond>()
  if (patientIds.length === 0) return beyond
  const { places, practitionerId } = reachOf(read, userId)
  if (places === null) return beyond
  const own = ownPlaces(read)
  const belongs = new Map<string, Set<string>>(patientIds.map((id) => [id, new Set()]))
  // whose they are: who is named for them, has seen them, or has added something to their chart
  const theirs = new Set(written ? addedTo(read, userId, patientIds) : [])
  for (const said of saidOf(read, patientIds)) {
    for (const place of said.places) if (own.has(place)) belongs.get(said.id)?.add(place)
    if (said.people.includes(userId)) theirs.add(said.id)
  }
  for (const visit of visitsOf(read, patientIds)) {
    if (visit.locationId !== null && own.has(visit.locationId))
      belongs.get(visit.patientId)?.add(visit.locationId)
    if (practitionerId !== null && visit.practitionerId === practitionerId) theirs.add(visit.patientId)
  }
  const away = own.size === 0 ? new Set<string>() : awayNow(read, patientIds)
  for (const [patientId, where] of belongs) {
    if (theirs.has(patientId)) continue
    // none is known for certain only where the chart is here
    if (where.size === 0) {
      if (away.has(patientId)) beyond.set(patientId, 'away')
    } else if (!reaches(places, [...where], own)) beyond.set(patientId, away.has(patientId) ? 'away' : 'out')
  }
  return beyond
}

const awayNow = (read: Reader, patientIds: readonly string[]): ReadonlySet<string> =>
  isTakingIn(read) ? new Set(patientIds) : awayOf(read, patientIds)
