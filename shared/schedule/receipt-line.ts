import { z } from 'zod'
import { paymentMethods } from './receipt.ts'

/** A receipt as lists show it. */
export const ReceiptLine = z.strictObject({
  receiptId: z.string(),
  number: z.string(),
  patientId: z.string(),
  patientName: z.string(),
  mrn: z.string(),
  appointmentId: z.string().nullable(),
  cents: z.int(),
  method: z.enum(paymentMethods),
  reference: z.string(),
  note: z.string(),
  at: z.string(),
  by: z.string(),
  workstation: z.string(),
  /** The number of the receipt that this one gives back. */
  gives: z.string().nullable(),
  /** The number of the one that gave it back. */
  givenBack: z.string().nullable(),
  /** Another receipt has its number: see the drawer of that workstation. */
  twin: z.boolean(),
})
export type ReceiptLine = z.output<typeof ReceiptLine>
