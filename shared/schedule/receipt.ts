import { z } from 'zod'
import { Cents, Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { serialOf } from './receipt-number.ts'

export const paymentMethods = ['cash', 'card', 'check', 'other'] as const

/**
 * Money that was taken at the desk, or given back: final when it is made. `number` begins with the workstation's own prefix and is never
 * given twice or renumbered. Nothing is changed or deleted: a mistake is given back by a receipt that names it. Billing posts it.
 */
export const receipts = defineRecord({
  type: 'receipt',
  table: 'receipts',
  patient: 'patientId',
  merge: { all: 'immutable' },
  since: 6,
  row: z.strictObject({
    id: Id,
    number: stored(40),
    patientId: Id,
    appointmentId: Id.nullable(),
    /** More than 0 where money was taken, less where it was given back. */
    cents: Cents,
    method: z.enum(paymentMethods),
    /** Of a check its number, of a card its last four digits. */
    reference: stored(40),
    note: stored(200),
    /** The receipt that this one gives back; its own id is then `givingBackId` of it. */
    voids: Id.nullable(),
    at: Instant,
    by: Id,
    device: stored(80),
  }),
  derived: { columns: ['serial'], of: ({ number }) => ({ serial: serialOf(number) }) },
})

/**
 * The id of whatever gives a receipt back: that of the receipt with its version digit 8. So it is given back once, also by two desks that are
 * apart: the cloud takes one row of an id.
 */
export const givingBackId = (receiptId: string): string => `${receiptId.slice(0, 14)}8${receiptId.slice(15)}`
