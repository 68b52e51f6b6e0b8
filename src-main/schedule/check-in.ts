import { dayIn } from '../../shared/kernel/time.ts'
import { checkIn } from '../../shared/schedule/check-in.ts'
import { deskNeeds, isOpenNeed } from '../../shared/schedule/desk-needs.ts'
import { handle } from '../pipeline/handle.ts'
import { deskChecksOf, insuredAmong } from './desk.sql.ts'
import { policyOf } from './schedule.sql.ts'
import { addStep, appointmentById } from './steps.ts'
import { writeChecks } from './write-checks.ts'
import { placesOf } from './zones.ts'

export const checkInHandler = handle(checkIn, (tx, { appointmentId, seen }, ctx) => {
  const row = appointmentById(tx, appointmentId)
  const { patientId } = row
  const today = dayIn(placesOf(tx).zoneOf(row.plan.locationId), Date.parse(ctx.now))
  const taken = addStep(tx, row, 'arrived', ctx)
  if (seen.length > 0)
    writeChecks(
      tx,
      patientId,
      seen.map((kind) => ({ kind, on: today })),
      ctx,
    )
  const dates = deskChecksOf(tx, [patientId]).get(patientId) ?? null
  const isInsured = insuredAmong(tx, [patientId], today).has(patientId)
  const missing = deskNeeds(dates, policyOf(tx), today, isInsured)
    .filter((need) => isOpenNeed(need))
    .map(({ kind }) => kind)
  return { patientId, ...taken, missing }
})
