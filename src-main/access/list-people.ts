import { listPeople } from '../../shared/access/list-people.ts'
import { answer } from '../pipeline/handle.ts'
import { todayAt } from './administering.ts'
import { everyOwnLocation } from '../store/locations.sql.ts'
import { everyCredential, everyLevel, everyPerson } from '../store/people.sql.ts'
import { byName, personLine } from './person-line.ts'

export const listPeopleHandler = answer(listPeople, (read, _input, ctx) => {
  const today = todayAt(read, ctx)
  const levels = everyLevel(read)
  const places = everyOwnLocation(read)
  const credentials = new Map(everyCredential(read).map((each) => [each.id, each]))
  const people = everyPerson(read).map((person) =>
    personLine(person, credentials.get(person.id), levels, places, today),
  )
  return { people: people.toSorted(byName) }
})
