import { settleAuditAlarm } from '../../shared/cloud/settle-audit-alarm.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { settlesAs } from './settling.ts'
import { act } from '../pipeline/handle.ts'

export const settleAuditAlarmHandler = act(
  settleAuditAlarm,
  ({ gatekeeper, ctx, read, record, tell }, { alarmId, reason, alone }) => {
    must(ctx, 'audit.session')
    const desk = gatekeeper.auditDesk
    const alarm = desk.standing().alarms.find((each) => each.alarmId === alarmId)
    if (!alarm) throw new AppError('NotFound', 'audit.no-alarm')
    const as = settlesAs(read(), ctx, alarm)
    if (as === 'concerned') throw new AppError('Forbidden', 'audit.about-you')
    // what is recorded is what they were shown
    if ((as === 'alone') !== alone) throw new AppError('Conflict', 'audit.alone-changed')
    // whose word it is, before it is taken
    record()
    desk.settle(alarmId, ctx.actor.id, reason)
    tell('changed', { tables: ['outage'], patients: [] })
    return {}
  },
)
