import { exportAudit } from '../../shared/cloud/export-audit.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { practiceOf } from '../store/people.sql.ts'
import { act } from '../pipeline/handle.ts'

export const exportAuditHandler = act(exportAudit, async ({ gatekeeper, host, session }, wanted) => {
  must(session, 'export-audit.session')
  if (wanted.from > wanted.to) throw new AppError('Invalid', 'audit.period')
  const practice = practiceOf(session.store.read)
  must(practice, 'practice.missing')
  const folder = await host.chooseFolder('Choose a folder for the audit log')
  if (folder === null) return { written: null }
  const { from, to, patientId, format } = wanted
  const { timeZone } = practice
  return { written: await gatekeeper.auditDesk.export(folder, { from, to, patientId, format, timeZone }) }
})
