import { getSetup } from '../../shared/schedule/get-setup.ts'
import { suggestedPolicy } from '../../shared/schedule/schedule-policy.ts'
import { answer } from '../pipeline/handle.ts'
import { everyPerson } from '../store/people.sql.ts'
import { everyResource, everyVisitType, policyRow } from './schedule.sql.ts'
import { placesOf } from './zones.ts'

export const getSetupHandler = answer(getSetup, (read) => {
  const { own, zoneOf } = placesOf(read)
  return {
    visitTypes: everyVisitType(read),
    resources: everyResource(read),
    policy: policyRow(read) ?? { ...suggestedPolicy, version: null },
    locations: own
      .filter(({ active }) => active)
      .map(({ id, name }) => ({ locationId: id, name, timeZone: zoneOf(id) }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
    people: everyPerson(read)
      .filter(({ active }) => active)
      .map(({ id, displayName }) => ({ userId: id, displayName }))
      .toSorted((a, b) => a.displayName.localeCompare(b.displayName)),
  }
})
