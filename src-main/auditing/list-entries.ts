import { listEntries } from '../../shared/auditing/list-entries.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { namedLines } from './named-lines.ts'
import { labelsOf, searchFor } from './report-search.ts'

export const listEntriesHandler = act(listEntries, async ({ gatekeeper, session }, input) => {
  must(session, 'auditing.session')
  const { read } = session.store
  const desk = gatekeeper.auditDesk.log(input.scope)
  const covers = input.upTo === null ? desk.covered() : null
  const { numbers, upTo } = await desk.find(searchFor(read, input, input.upTo), labelsOf(read))
  const shown = [...numbers.subarray(input.offset, input.offset + input.limit)]
  return { total: numbers.length, upTo, covers, lines: namedLines(read, desk.entriesBy(shown)) }
})
