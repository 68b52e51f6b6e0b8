import { addDays, dayIn, startOfDay } from '../../shared/kernel/time.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import { roomOf } from '../../shared/schedule/allowed-step.ts'
import { deskNeeds, isOpenNeed } from '../../shared/schedule/desk-needs.ts'
import { getFlow } from '../../shared/schedule/get-flow.ts'
import { cameAllTheSame, inStageSince } from '../../shared/schedule/stage.ts'
import { filedName } from '../patients/patient-line.ts'
import { closedAmong } from '../pipeline/closed-charts.ts'
import { answer } from '../pipeline/handle.ts'
import { conflictsOf } from './appointments.sql.ts'
import { deskChecksOf, insuredAmong, paidFor } from './desk.sql.ts'
import { flowBetween } from './flow.sql.ts'
import { policyOf } from './schedule.sql.ts'
import { placesOf } from './zones.ts'

export const getFlowHandler = answer(getFlow, (read, { day, locationId }, ctx, session) => {
  const places = placesOf(read)
  const timeZone = places.zoneOf(locationId)
  const fromMin = minuteOf(startOfDay(timeZone, day))
  const toMin = minuteOf(startOfDay(timeZone, addDays(day, 1)))
  const within = places.within(locationId)
  const rows = flowBetween(read, fromMin, toMin).filter(({ plan }) => within(plan.locationId))
  const ids = rows.map(({ id }) => id)
  const patientIds = [...new Set(rows.map(({ patientId }) => patientId))]
  const today = dayIn(timeZone, Date.parse(ctx.now))
  const policy = policyOf(read)
  const closed = closedAmong(session, patientIds)
  const checks = deskChecksOf(read, patientIds)
  const insured = insuredAmong(read, patientIds, today)
  const paid = paidFor(read, ids)
  const conflicts = conflictsOf(read, ids)
  const lines = rows.map((row) => ({
    appointmentId: row.id,
    patientId: row.patientId,
    name: filedName(row),
    mrn: row.mrn,
    birthDate: row.birthDate,
    sex: row.sex,
    closed: closed.has(row.patientId),
    visitTypeId: closed.has(row.patientId) ? null : row.visitTypeId,
    startMin: row.startMin,
    minutes: row.plan.minutes,
    locationId: row.plan.locationId,
    providers: row.plan.providers,
    reason: closed.has(row.patientId) ? '' : row.reason,
    walkIn: row.origin === 'walk-in',
    stage: row.stage,
    stageAt: inStageSince(row),
    roomId: roomOf(row),
    wasCancelled: cameAllTheSame(row),
    conflictId: conflicts.get(row.id) ?? null,
    missing: deskNeeds(checks.get(row.patientId) ?? null, policy, today, insured.has(row.patientId))
      .filter((need) => isOpenNeed(need))
      .map(({ kind }) => kind),
    copayCents: row.copayCents,
    paidCents: paid.get(row.id) ?? 0,
  }))
  return { timeZone, lines }
})
