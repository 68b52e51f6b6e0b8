import { AppError } from '../../shared/kernel/errors.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { emergencyAccesses, emergencyMinutes } from '../../shared/privacy/emergency-access.ts'
import { endEmergency, openInEmergency } from '../../shared/privacy/open-in-emergency.ts'
import { closureTo, emergenciesOf } from '../pipeline/closed-charts.ts'
import { handle } from '../pipeline/handle.ts'
import { withholds } from '../pipeline/kinds-of-data.ts'
import { putCase } from './put-case.ts'
import { repeatedSoFar } from './repeated.ts'

export const openInEmergencyHandler = handle(
  openInEmergency,
  (tx, { patientId, reason, words }, ctx, session) => {
    if (closureTo(tx, session, patientId) === null && !withholds(tx, session, patientId))
      throw new AppError('Conflict', 'emergency.not-closed')
    const accessId = ctx.newId()
    const atMs = session.trustedNow()
    const until = instantOf(atMs + emergencyMinutes * 60_000)
    const { device } = session.workstation
    tx.put(emergencyAccesses, {
      id: accessId,
      userId: ctx.actor.id,
      patientId,
      device,
      reason,
      words,
      at: instantOf(atMs),
      until,
      endedAt: null,
    })
    // in the same op: there is none without somebody who looks at it
    const none = { count: null, usual: null, others: [] }
    putCase(tx, ctx, { ...none, kind: 'emergency', patientId, emergencyId: accessId, device })
    for (const { about: _own, ...repeated } of repeatedSoFar(tx, ctx, atMs))
      putCase(tx, ctx, { ...none, ...repeated })
    return { accessId, until }
  },
)

export const endEmergencyHandler = handle(endEmergency, (tx, { patientId }, { now }, session) => {
  const running = emergenciesOf(session).filter((each) => each.patientId === patientId)
  if (running.length === 0) throw new AppError('Conflict', 'emergency.over')
  for (const { accessId } of running) tx.amend(emergencyAccesses, accessId, { endedAt: now })
  return {}
})
