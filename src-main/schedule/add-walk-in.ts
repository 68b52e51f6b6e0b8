import { addWalkIn } from '../../shared/schedule/add-walk-in.ts'
import { handle } from '../pipeline/handle.ts'
import { bookVisit } from './book-appointment.ts'

export const addWalkInHandler = handle(addWalkIn, (tx, input, ctx, session) => {
  const { patientId, newPatient, locationId, providers, visitTypeId, minutes, reason, copayCents } = input
  const came = {
    id: ctx.newId(),
    kind: 'arrived',
    at: ctx.now,
    by: ctx.actor.id,
    roomId: null,
    reason: '',
    note: '',
  } as const
  const booked = bookVisit(
    tx,
    {
      patientId,
      newPatient,
      // whoever stands there takes no room yet: they are brought to one that is free
      plan: { startsAt: ctx.now, minutes, locationId, providers, places: [] },
      visitTypeId,
      reason,
      notes: '',
      referral: '',
      authorization: '',
      copayCents,
      origin: 'walk-in',
      overbookReason: input.overbookReason,
    },
    ctx,
    session,
    { steps: [came], mayBeNobody: true },
  )
  return { appointmentId: booked.appointmentId, patientId: booked.patientId, mrn: booked.mrn }
})
