import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/** A place care is given. Source: FHIR R4 Location. */
export const locations = defineRecord({
  type: 'location',
  table: 'locations',
  patient: null,
  merge: { all: 'low' },
  row: z.strictObject({
    id: Id,
    name: stored(300),
    phone: stored(60).nullable(),
    address: stored(400).nullable(),
    active: z.boolean(),
  }),
})
