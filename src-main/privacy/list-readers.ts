import { rightsOf } from '../../shared/access/rights.ts'
import { listReaders } from '../../shared/privacy/list-readers.ts'
import { todayAt } from '../access/administering.ts'
import { byName } from '../access/person-line.ts'
import { answer } from '../pipeline/handle.ts'
import { everyLevel, everyPerson } from '../store/people.sql.ts'

export const listReadersHandler = answer(listReaders, (read, _input, ctx) => {
  const [levels, today] = [everyLevel(read), todayAt(read, ctx)]
  return {
    people: everyPerson(read)
      .filter((person) => rightsOf(person, levels, today).has('chart.read'))
      .map(({ id, displayName }) => ({ userId: id, displayName }))
      .toSorted(byName),
  }
})
