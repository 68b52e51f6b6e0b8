import { AppError } from '../../shared/kernel/errors.ts'
import { giveBackPayment } from '../../shared/schedule/give-back-payment.ts'
import { givingBackId } from '../../shared/schedule/receipt.ts'
import { handle } from '../pipeline/handle.ts'
import { receiptRow } from './desk.sql.ts'
import { writeReceipt } from './receipts.ts'

export const giveBackPaymentHandler = handle(giveBackPayment, (tx, { receiptId, note }, ctx, session) => {
  const taken = receiptRow(tx, receiptId)
  if (!taken) throw new AppError('NotFound', 'receipt.not-found')
  if (taken.voids !== null || taken.cents <= 0) throw new AppError('Conflict', 'receipt.gives-back')
  const id = givingBackId(receiptId)
  if (receiptRow(tx, id)) throw new AppError('Conflict', 'receipt.given-back')
  const { patientId, appointmentId, cents, method } = taken
  const money = { patientId, appointmentId, cents: -cents, method, reference: '', note, voids: receiptId }
  return { patientId, ...writeReceipt(tx, id, money, ctx, session) }
})
