import { randomBytes } from 'node:crypto'
import { exportAudit } from '../../shared/cloud/export-audit.ts'
import { codeBytes, writeCode } from '../../shared/kernel/code-text.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { practiceOf } from '../store/people.sql.ts'
import { act } from '../pipeline/handle.ts'

export const exportAuditHandler = act(exportAudit, async ({ gatekeeper, host, session }, wanted) => {
  must(session, 'export-audit.session')
  if (!wanted.encrypted && !session.actor.can.has('export.clear'))
    throw new AppError('Forbidden', 'export.must-encrypt')
  if (wanted.from > wanted.to) throw new AppError('Invalid', 'audit.period')
  const practice = practiceOf(session.store.read)
  must(practice, 'practice.missing')
  const folder = await host.chooseFolder('Choose a folder for the audit log')
  if (folder === null) return { written: null }
  const { from, to, patientId, format } = wanted
  const { timeZone } = practice
  const passphrase = wanted.encrypted ? writeCode(randomBytes(codeBytes)) : null
  const about = { from, to, patientId, format, timeZone }
  const written = await gatekeeper.auditDesk.export(folder, about, passphrase)
  return { written: { ...written, passphrase } }
})
