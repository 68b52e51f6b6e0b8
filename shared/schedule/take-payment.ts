import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text } from '../kernel/fields.ts'
import { digitsOf } from '../kernel/fold.ts'
import { paymentMethods } from './receipt.ts'

/** The most one receipt is for: a slip of two zeros is noticed where it happens. */
export const mostCents = 10_000_00

/** A card's whole number has 13 digits or more (ISO/IEC 7812); none is kept (PCI DSS 3.4). */
const noCardNumber = (typed: string): boolean => digitsOf(typed).length < 13

/** Takes money at the desk and gives a receipt, which is final. Billing posts it. */
export const takePayment = defineCommand({
  name: 'schedule.takePayment',
  input: z.strictObject({
    patientId: Id,
    /** The visit it is for; null where it is for none. */
    appointmentId: Id.nullable(),
    cents: z.int().min(1, 'payment.amount').max(mostCents, 'payment.amount'),
    method: z.enum(paymentMethods),
    /** Of a check its number, of a card its last four digits. */
    reference: text(20).refine(noCardNumber, 'payment.card-number'),
    note: text(200).refine(noCardNumber, 'payment.card-number'),
  }),
  output: z.strictObject({ receiptId: z.string(), number: z.string() }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    appointmentId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b51',
    cents: 2500,
    method: 'card',
    reference: '4242',
    note: '',
  },
  permission: 'payment.take',
  closedCharts: 'too',
  audit: {
    action: 'payment.take',
    category: 'payments',
    subject: (input) => input.patientId,
    detail: ({ method }, output) => ({ method, receipt: output?.number ?? '' }),
  },
})
