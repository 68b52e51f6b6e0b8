import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { foldText } from '../kernel/fold.ts'

/** Someone who treats patients, here or elsewhere. Source: FHIR R4 Practitioner. */
export const practitioners = defineRecord({
  type: 'practitioner',
  table: 'practitioners',
  patient: null,
  merge: { all: 'low', npi: 'clinical' },
  row: z.strictObject({
    id: Id,
    name: stored(200),
    /** National Provider Identifier as it came; imported ones may fail its check digit. */
    npi: stored(40).nullable(),
    phone: stored(60).nullable(),
    active: z.boolean(),
  }),
  derived: { columns: ['sortName'], of: (row) => ({ sortName: foldText(row.name) }) },
})
