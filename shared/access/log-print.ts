import { z } from 'zod'
import { ownUse, type HandedOut } from '../audit/handing-out.ts'
import { defineCommand } from '../kernel/contract.ts'
import { Id, words } from '../kernel/fields.ts'

export const printWhats = [
  'patient-summary',
  'patient-list',
  'chart-section',
  'growth-chart',
  'import-report',
  'handed-code',
  'access-review',
  'evidence',
  'amendment-letter',
  'disclosures',
  'receipt',
  'receipts-of-a-day',
  'flow-board',
  'day-sheet',
] as const
export const PrintWhat = z.enum(printWhats)
export type PrintWhat = z.output<typeof PrintWhat>

/** By what the system calls it; null where the person chooses in the system's own window, which tells nobody. */
export const PrinterName = words(200).nullable()

/** What is made for the patient, and why they have it. No disclosure is written of it: it stands where it was made. */
export const madeForThePatient: Readonly<Partial<Record<PrintWhat, HandedOut>>> = {
  receipt: { recipient: 'patient', purpose: 'payment' },
  'amendment-letter': { recipient: 'patient', purpose: 'law' },
  disclosures: { recipient: 'patient', purpose: 'request' },
}

/** What has nothing of a patient on it. */
export const aboutNobody: readonly PrintWhat[] = ['handed-code', 'access-review', 'evidence', 'import-report']

/**
 * Records that something is about to be printed, for the practice's own use, or what is made for the patient for them. Printing begins only when
 * this has been kept. What is given to anybody else is `disclosures.printGiven`.
 */
export const logPrint = defineCommand({
  name: 'access.logPrint',
  input: z.strictObject({
    what: PrintWhat,
    patientId: Id.nullable(),
    printer: PrinterName.default(null),
    /** Also what is made for the patient stays here: a copy for the file. */
    stays: z.boolean().default(false),
  }),
  output: z.strictObject({ at: z.string() }),
  example: { what: 'patient-summary', patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  byKit: 'too',
  permission: 'print',
  audit: {
    action: 'print',
    category: 'chart',
    subject: (input) => input.patientId,
    detail: ({ what, printer, stays }) => ({
      what,
      ...(!aboutNobody.includes(what) && ((!stays && madeForThePatient[what]) || ownUse)),
      printer: printer ?? '',
    }),
  },
})
