import { AppError } from '../../shared/kernel/errors.ts'
import type { Context } from '../../shared/kernel/context.ts'
import type { OutputOf, ParsedInputOf } from '../../shared/kernel/contract.ts'
import { appointments } from '../../shared/schedule/appointment.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import type { Step } from '../../shared/schedule/step.ts'
import type { registerPatient } from '../../shared/patients/register-patient.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { takeOnPatient } from '../patients/register-patient.ts'
import { handle } from '../pipeline/handle.ts'
import type { Session } from '../pipeline/session.ts'
import type { Tx } from '../store/tx.ts'
import { passLimits } from './limits.ts'
import { planVisit } from './plan-visit.ts'

type NewPatient = NonNullable<ParsedInputOf<typeof bookAppointment>['newPatient']>

export const bookAppointmentHandler = handle(bookAppointment, (tx, input, ctx, session) =>
  bookVisit(tx, input, ctx, session, { steps: [], mayBeNobody: false }),
)

/** Somebody who is expected, or who stands there already: `steps` are then those of coming, and nobody need have been chosen for them. */
export function bookVisit(
  tx: Tx,
  input: ParsedInputOf<typeof bookAppointment>,
  ctx: Context,
  session: Session,
  { steps, mayBeNobody }: Readonly<{ steps: readonly Step[]; mayBeNobody: boolean }>,
): OutputOf<typeof bookAppointment> {
  const { visitTypeId, reason, notes, referral, authorization, copayCents, origin } = input
  const { plan, unmet } = planVisit(tx, input.plan, { visitTypeId, appointment: null, mayBeNobody })
  const free = { id: null, groupId: null, plan: null, overbook: null }
  const overbook = passLimits(tx, plan, free, ctx, input.overbookReason)
  const { patientId, mrn } = whoComes()
  const id = ctx.newId()
  tx.put(appointments, {
    id,
    patientId,
    visitTypeId,
    plan,
    steps: [...steps],
    reason,
    notes,
    referral,
    authorization,
    copayCents,
    seriesId: null,
    occurrence: null,
    groupId: null,
    overbook,
    origin,
    external: null,
    madeAt: ctx.now,
    madeBy: ctx.actor.id,
  })
  return { appointmentId: id, version: 1, patientId, mrn, places: plan.places, unmet }

  function whoComes(): { patientId: string; mrn: string | null } {
    if ((input.patientId === null) === (input.newPatient === null))
      throw new AppError('Invalid', 'appointment.who')
    if (input.newPatient === null) {
      if (!patientRow(tx, input.patientId ?? '')) throw new AppError('NotFound', 'patient.not-found')
      return { patientId: input.patientId ?? '', mrn: null }
    }
    // whoever may book may not by that take somebody on
    if (!ctx.actor.can.has('patient.register'))
      throw new AppError('Forbidden', 'permission.missing', { permission: 'patient.register' })
    const { notADuplicate } = input.newPatient
    const taken = { demographics: asRegistered(input.newPatient), coverages: [], notADuplicate, places: [] }
    return takeOnPatient(tx, taken, ctx, session)
  }
}

/** What is not asked on the phone is not known yet. */
const asRegistered = ({
  family,
  given,
  birthDate,
  phone,
  sex,
}: NewPatient): ParsedInputOf<typeof registerPatient>['demographics'] => ({
  family,
  given,
  middle: '',
  prefix: '',
  suffix: '',
  preferredName: '',
  birthDate,
  sex,
  birthSex: null,
  race: [],
  ethnicity: '',
  language: '',
  maritalStatus: '',
  phones: phone === '' ? [] : [{ use: 'mobile', number: phone }],
  email: '',
  address: null,
  contact: null,
  primaryCare: null,
})
