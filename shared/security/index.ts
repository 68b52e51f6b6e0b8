import { getPosture } from './get-posture.ts'
import { verifyLog } from './verify-log.ts'

export const securityContracts = { getPosture, verifyLog }
