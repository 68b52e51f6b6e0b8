import { AppError } from '../../shared/kernel/errors.ts'
import { addCents } from '../../shared/kernel/money.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import { deskNeeds } from '../../shared/schedule/desk-needs.ts'
import { getCheckIn } from '../../shared/schedule/get-check-in.ts'
import { coveragesOf, patientRow } from '../patients/get-patient.sql.ts'
import { filedName } from '../patients/patient-line.ts'
import { closedAmong } from '../pipeline/closed-charts.ts'
import { answer } from '../pipeline/handle.ts'
import { appointmentRow } from './appointments.sql.ts'
import { deskChecksOf, earlierCopays, insuredAmong, paidFor, receiptsOfAppointment } from './desk.sql.ts'
import { receiptLine } from './receipts.ts'
import { policyOf } from './schedule.sql.ts'
import { placesOf } from './zones.ts'

export const getCheckInHandler = answer(getCheckIn, (read, { patientId, appointmentId }, ctx, session) => {
  const patient = patientRow(read, patientId)
  const row = appointmentRow(read, appointmentId)
  if (!patient || row?.patientId !== patientId) throw new AppError('NotFound', 'appointment.not-found')
  const closed = closedAmong(session, [patientId]).has(patientId)
  const today = dayIn(placesOf(read).zoneOf(row.plan.locationId), Date.parse(ctx.now))
  const isInsured = insuredAmong(read, [patientId], today).has(patientId)
  const dates = deskChecksOf(read, [patientId]).get(patientId) ?? null
  const earlier = earlierCopays(read, patientId, minuteOf(row.plan.startsAt))
  const paid = paidFor(read, [appointmentId, ...earlier.map(({ id }) => id)])
  const insurance = coveragesOf(read, patientId).filter(({ status }) => status === 'active')
  return {
    name: filedName(patient),
    mrn: patient.mrn,
    birthDate: patient.birthDate,
    sex: patient.sex,
    closed,
    version: patient.version,
    address: closed ? null : patient.address,
    phone: closed ? '' : (patient.phones[0]?.number ?? ''),
    email: closed ? '' : patient.email,
    stage: row.stage,
    needs: deskNeeds(dates, policyOf(read), today, isInsured),
    insurance: closed
      ? []
      : insurance.map(({ payerName, memberId, planName }) => ({ payerName, memberId, planName })),
    authorization: closed ? '' : row.authorization,
    copayCents: row.copayCents,
    paidCents: paid.get(appointmentId) ?? 0,
    owedCents: addCents(
      ...earlier.map(({ id, copayCents }) => Math.max(0, copayCents - (paid.get(id) ?? 0))),
    ),
    receipts: receiptsOfAppointment(read, appointmentId).map((each) => receiptLine(each)),
  }
})
