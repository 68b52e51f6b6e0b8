import { AppError } from '../../shared/kernel/errors.ts'
import { patientPlaces } from '../../shared/patients/patient-place.ts'
import { getPlaces, setPlaces } from '../../shared/patients/places.ts'
import { beyondReach } from '../pipeline/out-of-scope.ts'
import { answer, handle } from '../pipeline/handle.ts'
import { everyOwnLocation } from '../store/locations.sql.ts'
import { everyPerson } from '../store/people.sql.ts'
import { placesRow } from '../store/scope.sql.ts'
import { patientRow } from './get-patient.sql.ts'
import { whereOf } from './where.ts'

export const getPlacesHandler = answer(getPlaces, (read, { patientId }) => {
  if (!patientRow(read, patientId)) throw new AppError('NotFound', 'patient.not-found')
  const said = placesRow(read, patientId)
  const people = everyPerson(read).map(({ id, displayName }) => ({ userId: id, displayName }))
  return {
    places: whereOf(read, patientId),
    people: people.filter(({ userId }) => said?.people.includes(userId)),
    version: said?.version ?? null,
    hasLocations: everyOwnLocation(read).length > 0,
    everybody: people.toSorted((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
  }
})

/** The door lets in whoever has opened the chart in an emergency, or has written in it: that is no reach to give to others, or to keep. */
export const setPlacesHandler = handle(
  setPlaces,
  (tx, { patientId, version, places, people }, { actor, now }) => {
    if (!patientRow(tx, patientId)) throw new AppError('NotFound', 'patient.not-found')
    if (beyondReach(tx, actor.id, [patientId], false).size > 0)
      throw new AppError('Forbidden', 'scope.not-yours')
    const row = placesRow(tx, patientId)
    if ((row?.version ?? null) !== version) throw new AppError('Conflict', 'row.changed')
    const own = new Set([...everyOwnLocation(tx).map(({ id }) => id), ...(row?.places ?? [])])
    if (places.some((place) => !own.has(place))) throw new AppError('NotFound', 'location.missing')
    const here = new Set([...everyPerson(tx).map(({ id }) => id), ...(row?.people ?? [])])
    if (people.some((userId) => !here.has(userId))) throw new AppError('NotFound', 'person.not-found')
    const says = {
      places: [...new Set(places)].sort(),
      people: [...new Set(people)].sort(),
      by: actor.id,
      at: now,
    }
    if (row) tx.amend(patientPlaces, patientId, says, row.version)
    else tx.put(patientPlaces, { id: patientId, ...says })
    return {}
  },
)
