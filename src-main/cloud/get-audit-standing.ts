import { getAuditStanding } from '../../shared/cloud/get-audit-standing.ts'
import { act } from '../pipeline/handle.ts'

export const getAuditStandingHandler = act(getAuditStanding, ({ gatekeeper }) =>
  gatekeeper.auditDesk.standing(),
)
