import { addWalkIn } from '../../shared/schedule/add-walk-in.ts'
import { handle } from '../pipeline/handle.ts'
import { bookVisit } from './book-appointment.ts'
import { stepNow } from './steps.ts'

export const addWalkInHandler = handle(addWalkIn, (tx, input, ctx, session) => {
  const { patientId, newPatient, locationId, providers, visitTypeId, minutes, reason, copayCents } = input
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
    { steps: [stepNow('arrived', ctx)], mayBeNobody: true },
  )
  return { appointmentId: booked.appointmentId, patientId: booked.patientId, mrn: booked.mrn }
})
