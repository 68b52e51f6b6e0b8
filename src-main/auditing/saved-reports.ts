import { EntryReport } from '../../shared/auditing/entry-line.ts'
import { listReports, removeReport, saveReport } from '../../shared/auditing/saved-reports.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { answer, handle } from '../pipeline/handle.ts'
import { reportPrefix, reportsOf } from './saved-reports.sql.ts'

const most = 50

/** What an earlier version saved and this one cannot read is not shown. */
export const listReportsHandler = answer(listReports, (read, _input, ctx) => ({
  reports: reportsOf(read, ctx.actor.id).flatMap(({ name, value }) => {
    const report = EntryReport.safeParse(JSON.parse(value))
    return report.success ? [{ name, report: report.data }] : []
  }),
}))

export const saveReportHandler = handle(saveReport, (tx, { name, report }, ctx, { store }) => {
  const others = reportsOf(store.read, ctx.actor.id).filter((each) => each.name !== name)
  if (others.length >= most) throw new AppError('Conflict', 'audit.many-reports', { max: String(most) })
  tx.writeLocal(
    `INSERT INTO preference (owner, name, value) VALUES (?, ?, ?)
     ON CONFLICT (owner, name) DO UPDATE SET value = excluded.value`,
    ctx.actor.id,
    reportPrefix + name,
    JSON.stringify(report),
  )
  return {}
})

export const removeReportHandler = handle(removeReport, (tx, { name }, ctx) => {
  tx.writeLocal('DELETE FROM preference WHERE owner = ? AND name = ?', ctx.actor.id, reportPrefix + name)
  return {}
})
