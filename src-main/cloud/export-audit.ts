import { exportAudit } from '../../shared/cloud/export-audit.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

export const exportAuditHandler = act(exportAudit, async ({ gatekeeper, host }, wanted) => {
  if (wanted.from > wanted.to) throw new AppError('Invalid', 'audit.period')
  const folder = await host.chooseFolder('Choose a folder for the audit log')
  return { written: folder === null ? null : await gatekeeper.auditDesk.export(folder, wanted) }
})
