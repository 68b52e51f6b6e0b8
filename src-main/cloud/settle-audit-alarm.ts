import { settleAuditAlarm } from '../../shared/cloud/settle-audit-alarm.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

export const settleAuditAlarmHandler = act(
  settleAuditAlarm,
  ({ gatekeeper, ctx, record, tell }, { alarmId, reason }) => {
    must(ctx, 'audit.session')
    const desk = gatekeeper.auditDesk
    if (!desk.standing().alarms.some((alarm) => alarm.alarmId === alarmId))
      throw new AppError('NotFound', 'audit.no-alarm')
    // whose word it is, before it is taken
    record()
    desk.settle(alarmId, ctx.actor.id, reason)
    tell('changed', { tables: ['outage'], patients: [] })
    return {}
  },
)
