import { must } from '../../shared/kernel/errors.ts'
import { verifyLog } from '../../shared/security/verify-log.ts'
import { act } from '../pipeline/handle.ts'

export const verifyLogHandler = act(verifyLog, async ({ gatekeeper, ctx }) => {
  must(ctx, 'verify-log.session')
  return { at: ctx.now, ...(await gatekeeper.auditDesk.verify()) }
})
