import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { LocalDate } from '../kernel/fields.ts'
import { ReceiptLine } from './receipt-line.ts'

/** The receipts of one day, the latest first, with what this workstation's drawer holds of them. */
export const listReceipts = defineQuery({
  name: 'schedule.listReceipts',
  input: z.strictObject({ day: LocalDate }),
  output: z.strictObject({
    receipts: z.array(ReceiptLine).max(5000),
    /** The sign of this workstation: the drawer that stands beside it. */
    workstation: z.string(),
  }),
  example: { day: '2026-03-04' },
  permission: 'payment.take',
  reads: ['receipts', 'patients', 'users', 'practices'],
  audit: {
    action: 'payment.list',
    category: 'payments',
    subject: () => null,
    detail: ({ day }) => ({ day }),
  },
})
