/** Until somebody has settled what two desks said of an appointment, it is shown at both places: here is where the other one is. */
import type { PlanSaid, ScheduleConflict } from './list-conflicts.ts'

/** A place somebody may come to, beside the one that is in force. */
export type Claim = Readonly<{
  conflictId: string
  appointmentId: string
  patientName: string
  /** Who planned it so. */
  by: string
}> &
  Pick<PlanSaid, 'startMin' | 'minutes' | 'locationId' | 'providerIds' | 'placeIds'>

/** The claims that a stretch of minutes since 1970 has some of. One that was called off claims nothing. */
export const claimsWithin = (
  conflicts: readonly ScheduleConflict[],
  fromMin: number,
  toMin: number,
): Claim[] =>
  conflicts.flatMap(({ conflictId, entityId, kind, patientName, offered: { plan, name } }) => {
    if (kind !== 'fields' || plan === null || plan.cancelled) return []
    const { startMin, minutes, locationId, providerIds, placeIds } = plan
    if (startMin >= toMin || startMin + minutes <= fromMin) return []
    return [
      {
        conflictId,
        appointmentId: entityId,
        patientName,
        by: name,
        startMin,
        minutes,
        locationId,
        providerIds,
        placeIds,
      },
    ]
  })
