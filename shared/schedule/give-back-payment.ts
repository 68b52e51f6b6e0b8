import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, words } from '../kernel/fields.ts'

/** Gives money back by a receipt of its own that names the one it gives back, whole and once. */
export const giveBackPayment = defineCommand({
  name: 'schedule.giveBackPayment',
  input: z.strictObject({ receiptId: Id, note: words(200) }),
  output: z.strictObject({ patientId: z.string(), receiptId: z.string(), number: z.string() }),
  example: { receiptId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b52', note: 'Taken twice.' },
  permission: 'payment.take',
  closedCharts: 'too',
  audit: {
    action: 'payment.give-back',
    category: 'payments',
    subject: (_input, output) => output?.patientId ?? null,
    detail: (_input, output) => ({ receipt: output?.number ?? '' }),
  },
})
