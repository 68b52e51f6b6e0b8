import { z } from 'zod'
import { Id, PartialDate, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/** A patient's insurance. `rank` 1 is billed first. Source: FHIR R4 Coverage; X12 837P loop 2000B SBR01. */
export const coverages = defineRecord({
  type: 'coverage',
  table: 'coverages',
  patient: 'patientId',
  merge: { all: 'clinical', patientId: 'immutable' },
  row: z.strictObject({
    id: Id,
    patientId: Id,
    rank: z.int().min(1).max(9),
    payerName: stored(300),
    /** The identifier the clearinghouse knows the payer by (837P loop 2010BB NM109). */
    payerId: stored(80),
    memberId: stored(80),
    groupNumber: stored(80),
    planName: stored(200),
    relationship: stored(60),
    status: z.enum(['active', 'cancelled', 'draft', 'entered-in-error']),
    startsOn: PartialDate.nullable(),
    endsOn: PartialDate.nullable(),
  }),
})
