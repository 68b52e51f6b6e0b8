import { listLevels } from '../../shared/access/list-levels.ts'
import { roleNames } from '../../shared/access/roles.ts'
import { answer } from '../pipeline/handle.ts'
import { todayAt } from './administering.ts'
import { everyLevel, everyPerson, type PersonRow } from '../store/people.sql.ts'
import { byName } from './person-line.ts'

export const listLevelsHandler = answer(listLevels, (read, _input, ctx) => {
  const today = todayAt(read, ctx)
  const people = everyPerson(read).filter(({ endsOn }) => endsOn === null || endsOn >= today)
  const holders = (has: (person: PersonRow) => boolean) =>
    people
      .filter(has)
      .map(({ id, displayName }) => ({ userId: id, displayName }))
      .toSorted(byName)
  return {
    levels: everyLevel(read)
      .map(({ id, version, name, basedOn, permissions, archived, scope }) => ({
        levelId: id,
        version,
        name,
        basedOn,
        permissions,
        archived,
        scope: [...scope],
        holders: holders(({ levels }) => levels.includes(id)),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    roles: roleNames.map((role) => ({ role, holders: holders(({ roles }) => roles.includes(role)) })),
  }
})
