import { getAuditStanding } from '../../shared/cloud/get-audit-standing.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { settlesAs } from './settling.ts'

export const getAuditStandingHandler = act(getAuditStanding, ({ gatekeeper, ctx, read }) => {
  must(ctx, 'audit.session')
  const { alarms, ...standing } = gatekeeper.auditDesk.standing()
  const reader = read()
  return {
    ...standing,
    alarms: alarms.map(({ concerned, ...alarm }) => ({
      ...alarm,
      you: settlesAs(reader, ctx, { concerned }),
    })),
  }
})
