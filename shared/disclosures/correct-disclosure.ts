import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, LocalDate, words } from '../kernel/fields.ts'
import { disclosureWays, Given } from './disclosure.ts'
import { exampleGiven, givenDetail } from './record-disclosure.ts'

/**
 * Another one in place of one that was written down wrong; both stay. `mistaken`: nothing was given at all. Throws as `recordDisclosure`, and
 * `disclosure.not-found`, `disclosure.replaced` where it was corrected before.
 */
export const correctDisclosure = defineCommand({
  name: 'disclosures.correctDisclosure',
  input: z.strictObject({
    patientId: Id,
    disclosureId: Id,
    mistaken: z.boolean(),
    why: words(300),
    day: LocalDate,
    how: z.enum(disclosureWays),
    given: Given,
  }),
  output: z.strictObject({ disclosureId: z.string() }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    disclosureId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1ad1',
    mistaken: false,
    why: 'It went to the state, not to the county.',
    day: '2026-03-02',
    how: 'fax',
    given: exampleGiven,
  },
  permission: 'print',
  audit: {
    action: 'disclosure.correct',
    category: 'chart',
    subject: ({ patientId }) => patientId,
    detail: ({ disclosureId, mistaken, given, how }) => ({
      ...givenDetail(given),
      how,
      corrects: disclosureId,
      mistaken,
    }),
  },
})
