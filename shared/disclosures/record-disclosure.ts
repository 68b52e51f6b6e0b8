import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, LocalDate } from '../kernel/fields.ts'
import { disclosureWays, Given } from './disclosure.ts'

/** What the log keeps of what was given: codes, and what it was called is in the record. */
export const givenDetail = ({ recipient, purpose, notToldUntil }: Given) => ({
  recipient,
  purpose,
  ...(notToldUntil !== null && { silentUntil: notToldUntil }),
})

/** Of a list, whose data it is. */
export const mostPatients = 1000

const patientId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11'
export const exampleGiven = {
  recipient: 'public-health',
  recipientName: 'County Department of Health',
  recipientAddress: '1 Main Street, Boston, MA 02110',
  what: 'Report of a notifiable disease',
  purpose: 'public-health',
  purposeText: '',
  notToldUntil: null,
} as const

/**
 * Writes down that data of these patients was given out: by phone, by fax, or of what was copied. One record each. Throws
 * `patient.not-found`, `disclosure.day-ahead`, `disclosure.who`, `disclosure.why`, `disclosure.silence`.
 */
export const recordDisclosure = defineCommand({
  name: 'disclosures.recordDisclosure',
  input: z.strictObject({
    patientIds: z.array(Id).min(1).max(mostPatients),
    day: LocalDate,
    how: z.enum(disclosureWays),
    given: Given,
  }),
  output: z.strictObject({ recorded: z.int() }),
  example: { patientIds: [patientId], day: '2026-03-02', how: 'fax', given: exampleGiven },
  permission: 'print',
  audit: {
    action: 'disclosure.record',
    category: 'chart',
    subject: ({ patientIds }) => (patientIds.length === 1 ? (patientIds[0] ?? null) : null),
    detail: ({ patientIds, how, given }) => ({
      ...givenDetail(given),
      how,
      ...(patientIds.length > 1 && { patients: patientIds.length }),
    }),
  },
})
