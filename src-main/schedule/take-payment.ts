import { AppError } from '../../shared/kernel/errors.ts'
import { takePayment } from '../../shared/schedule/take-payment.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { handle } from '../pipeline/handle.ts'
import { writeReceipt } from './receipts.ts'
import { appointmentById } from './steps.ts'

export const takePaymentHandler = handle(takePayment, (tx, input, ctx, session) => {
  if (!patientRow(tx, input.patientId)) throw new AppError('NotFound', 'patient.not-found')
  // never to somebody else's visit
  if (input.appointmentId !== null && appointmentById(tx, input.appointmentId).patientId !== input.patientId)
    throw new AppError('Conflict', 'payment.other-patient')
  return writeReceipt(tx, ctx.newId(), { ...input, voids: null }, ctx, session)
})
