import { cancelImport, startImport, unnamedSource } from '../../shared/exchange/start-import.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { holdsEverything } from '../store/holding-change.ts'
import { folderOf } from './folders.ts'
import { ImportRun, runningImport } from './run-import.ts'

export const startImportHandler = act(startImport, (acting, { token, source }) => {
  must(acting.session, 'import.session')
  const root = folderOf(acting.session.store, token)
  // what comes is compared with what is here: of a chart that is not, everything would seem new
  if (!holdsEverything(acting.session.store)) throw new AppError('Conflict', 'import.charts-away')
  if (root === undefined) throw new AppError('NotFound', 'import.folder-unknown')
  return { importId: new ImportRun(acting, root, source || unnamedSource).importId }
})

export const cancelImportHandler = act(cancelImport, ({ session }, { importId }) => {
  const run = session && runningImport(session.store)
  if (run?.importId !== importId) throw new AppError('NotFound', 'import.not-running')
  run.cancel()
  return {}
})
