import { resolveConflict } from '../../shared/attention/resolve-conflict.ts'
import { handle } from '../pipeline/handle.ts'
import { settleConflict } from '../pipeline/settle-conflict.ts'

export const resolveConflictHandler = handle(resolveConflict, (tx, settling, ctx) => {
  const { patientId, entityType } = settleConflict(tx, settling, ctx)
  // whose chart it is of: where that is closed, the door lets nothing of this be
  return { patientId, entityType }
})
