import type { securityContracts } from '../../shared/security/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { getPostureHandler } from './get-posture.ts'
import { verifyLogHandler } from './verify-log.ts'

export const securityHandlers = {
  getPosture: getPostureHandler,
  verifyLog: verifyLogHandler,
} satisfies HandlersFor<typeof securityContracts>
