import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/** A hospital, clinic, laboratory, payer: any organization a record names. Source: FHIR R4 Organization. */
export const organizations = defineRecord({
  type: 'organization',
  table: 'organizations',
  patient: null,
  merge: { all: 'low' },
  row: z.strictObject({
    id: Id,
    name: stored(300),
    kind: stored(200).nullable(),
    phone: stored(60).nullable(),
    address: stored(400).nullable(),
    active: z.boolean(),
  }),
})
