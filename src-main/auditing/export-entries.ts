import { exportEntries } from '../../shared/auditing/export-entries.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { namedLines } from './named-lines.ts'
import { labelsOf, searchFor } from './report-search.ts'
import { tableOf, writeTable } from './write-table.ts'

const most = 100_000
const atOnce = 1000

export const exportEntriesHandler = act(exportEntries, async ({ gatekeeper, session, ctx, host }, input) => {
  must(session && ctx, 'auditing.session')
  const { read } = session.store
  const desk = gatekeeper.auditDesk
  const { numbers } = await desk.find(searchFor(read, input, null), labelsOf(read))
  if (numbers.length > most)
    throw new AppError('Invalid', 'audit.too-many', { most: most.toLocaleString('en') })
  const folder = await host.chooseFolder('Choose a folder for the report')
  if (folder === null) return { written: null }
  const name = `holdfast-audit-report-${ctx.now.replaceAll(/[:.]/g, '')}.csv`
  function* stretches() {
    for (let at = 0; at < numbers.length; at += atOnce)
      yield tableOf(namedLines(read, desk.entriesBy([...numbers.subarray(at, at + atOnce)])))
  }
  await writeTable(folder, name, stretches())
  return { written: { fileName: name, entries: numbers.length } }
})
