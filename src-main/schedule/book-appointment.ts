import { AppError } from '../../shared/kernel/errors.ts'
import type { ParsedInputOf } from '../../shared/kernel/contract.ts'
import { appointments } from '../../shared/schedule/appointment.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import type { registerPatient } from '../../shared/patients/register-patient.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { takeOnPatient } from '../patients/register-patient.ts'
import { handle } from '../pipeline/handle.ts'
import { passLimits } from './limits.ts'
import { planVisit } from './plan-visit.ts'

type NewPatient = NonNullable<ParsedInputOf<typeof bookAppointment>['newPatient']>

export const bookAppointmentHandler = handle(bookAppointment, (tx, input, ctx, session) => {
  const { visitTypeId, reason, notes, referral, authorization, copayCents, origin } = input
  const { plan, unmet } = planVisit(tx, input.plan, { visitTypeId, appointment: null })
  const free = { id: null, groupId: null, plan: null, overbook: null }
  const overbook = passLimits(tx, plan, free, ctx, input.overbookReason)
  const { patientId, mrn } = whoComes()
  const id = ctx.newId()
  tx.put(appointments, {
    id,
    patientId,
    visitTypeId,
    plan,
    steps: [],
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
})

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
