import { emptyReport } from '../../shared/exchange/import-report.ts'
import { closeImport, openImport } from '../../shared/exchange/open-import.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { handle } from '../pipeline/handle.ts'
import { reportOf } from './import-run.sql.ts'
import { countPending } from './references.sql.ts'
import { writeReport } from './tally.ts'

export const openImportHandler = handle(openImport, (tx, { importId, folder, source }, ctx) => {
  // one runs at a time: whatever else says it does was stopped by a lock or a kill
  tx.writeLocal(`UPDATE import_run SET state = 'interrupted' WHERE state = 'running'`)
  tx.writeLocal(
    `INSERT INTO import_run (id, startedBy, startedAt, state, source, folder, report)
     VALUES (?, ?, ?, 'running', ?, ?, ?)`,
    importId,
    ctx.actor.id,
    ctx.now,
    source,
    folder,
    JSON.stringify(emptyReport),
  )
  return {}
})

export const closeImportHandler = handle(closeImport, (tx, { importId, state, reason }, ctx) => {
  const report = reportOf(tx, importId)
  if (!report) throw new AppError('NotFound', 'import.unknown')
  const closed = { ...report, waiting: countPending(tx) }
  writeReport(tx, importId, closed)
  tx.writeLocal(
    'UPDATE import_run SET state = ?, reason = ?, endedAt = ? WHERE id = ?',
    state,
    reason,
    ctx.now,
    importId,
  )
  return { report: closed }
})
