import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { words } from '../kernel/fields.ts'

/**
 * Sends what the page shows on paper to one of `listPrinters`, which is remembered as the last that was used here. For whom it is was recorded
 * before. No file is written. Throws `print.no-printer`, `print.failed`.
 */
export const sendToPrinter = defineCommand({
  name: 'access.sendToPrinter',
  input: z.strictObject({ printer: words(200) }),
  output: z.strictObject({}),
  example: { printer: 'Front desk' },
  byKit: 'too',
  permission: 'print',
  audit: {
    action: 'print.send',
    category: 'configuration',
    subject: () => null,
    detail: ({ printer }) => ({ printer }),
  },
})

/** Which was used last; a step of `sendToPrinter`. */
export const keepPrinter = defineCommand({
  name: 'access.keepPrinter',
  input: z.strictObject({ printer: words(200) }),
  output: z.strictObject({}),
  example: { printer: 'Front desk' },
  caller: 'internal',
  byKit: 'too',
  permission: 'print',
  audit: { none: 'a step of printing, which is recorded' },
})
