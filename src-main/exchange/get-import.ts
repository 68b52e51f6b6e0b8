import { getImport, listImports } from '../../shared/exchange/get-import.ts'
import { ImportReport, type TypeCounts } from '../../shared/exchange/import-report.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { answer } from '../pipeline/handle.ts'
import type { Store } from '../store/store.ts'
import { countListed, lastRuns, refusalsOf, runOf } from './import-run.sql.ts'
import { runningImport } from './run-import.ts'

export const getImportHandler = answer(getImport, (read, input, _ctx, { store }) => {
  const stored = runOf(read, input.importId)
  if (!stored) throw new AppError('NotFound', 'import.unknown')
  const { report: _report, ...run } = describe(stored, store)
  const report = ImportReport.parse(JSON.parse(stored.report))
  return {
    run,
    progress: run.state === 'running' ? (runningImport(store)?.progress ?? null) : null,
    report,
    refusals: {
      total: sum(report.types, 'refused'),
      listed: countListed(read, input.importId),
      lines: refusalsOf(read, input.importId, input.refusalsFrom, input.refusalsLimit),
    },
  }
})

export const listImportsHandler = answer(listImports, (read, _input, _ctx, { store }) => ({
  runs: lastRuns(read).map((stored) => {
    const { report, ...run } = describe(stored, store)
    const { types } = ImportReport.parse(JSON.parse(report))
    return { ...run, read: sum(types, 'read'), stored: sum(types, 'stored'), refused: sum(types, 'refused') }
  }),
}))

/** A run that nobody is at any more was interrupted, whatever its row says. */
function describe({ displayName, ...run }: NonNullable<ReturnType<typeof runOf>>, store: Store) {
  const alive = runningImport(store)?.importId === run.importId
  const state = run.state === 'running' && !alive ? ('interrupted' as const) : run.state
  return { ...run, state, startedBy: displayName ?? '' }
}

const sum = (types: readonly TypeCounts[], key: 'read' | 'stored' | 'refused'): number =>
  types.reduce((total, type) => total + type[key], 0)
