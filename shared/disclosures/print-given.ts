import { z } from 'zod'
import { PrintWhat, PrinterName } from '../access/log-print.ts'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { Given } from './disclosure.ts'
import { exampleGiven, givenDetail, mostPatients } from './record-disclosure.ts'

const patientId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11'

/**
 * Records that something is about to be printed to be given out, and for whom, and writes the disclosure of each patient it is about. Printing
 * begins only when this has been kept. Of a chart `patientIds` is that patient; of a list, those on it. Throws as `recordDisclosure`.
 */
export const printGiven = defineCommand({
  name: 'disclosures.printGiven',
  input: z.strictObject({
    what: PrintWhat,
    printer: PrinterName,
    patientIds: z.array(Id).min(1).max(mostPatients),
    given: Given,
  }),
  output: z.strictObject({ recorded: z.int() }),
  example: { what: 'chart-section', printer: 'Front desk', patientIds: [patientId], given: exampleGiven },
  permission: 'print',
  audit: {
    action: 'print',
    category: 'chart',
    subject: ({ patientIds }) => (patientIds.length === 1 ? (patientIds[0] ?? null) : null),
    detail: ({ what, printer, patientIds, given }) => ({
      what,
      ...givenDetail(given),
      printer: printer ?? '',
      ...(patientIds.length > 1 && { patients: patientIds.length }),
    }),
  },
})
