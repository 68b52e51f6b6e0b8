import { listRestricted } from '../../shared/privacy/list-restricted.ts'
import { filedName } from '../patients/patient-line.ts'
import { answer } from '../pipeline/handle.ts'
import { everyPerson } from '../store/people.sql.ts'
import { everyRestricted } from './privacy.sql.ts'

const most = 5000

export const listRestrictedHandler = answer(listRestricted, (read) => {
  const names = new Map(everyPerson(read).map(({ id, displayName }) => [id, displayName]))
  const charts = everyRestricted(read, most)
    .map(({ id, kinds, people, at, byName, family, given, middle, suffix }) => ({
      patientId: id,
      patientName: filedName({
        family: family ?? '',
        given: given ?? '',
        middle: middle ?? '',
        suffix: suffix ?? '',
      }),
      kinds: [...kinds],
      people: people.map((userId) => names.get(userId) ?? ''),
      at,
      by: byName ?? '',
    }))
    .toSorted((a, b) => a.patientName.localeCompare(b.patientName, 'en'))
  return { charts }
})
