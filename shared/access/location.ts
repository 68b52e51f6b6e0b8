import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/**
 * A place care is given: one of the practice's own, a department of one, or one that records of elsewhere name.
 * Source: FHIR R4 Location.
 */
export const locations = defineRecord({
  type: 'location',
  table: 'locations',
  patient: null,
  merge: { all: 'low' },
  added: {
    own: { since: 4, absent: false },
    partOf: { since: 4, absent: null },
    timeZone: { since: 6, absent: null },
  },
  row: z.strictObject({
    id: Id,
    name: stored(300),
    phone: stored(60).nullable(),
    address: stored(400).nullable(),
    active: z.boolean(),
    /** The practice works there: whoever is seen there belongs to it (docs/access.md, "Scope"). */
    own: z.boolean().default(false),
    /** Of a department: the location it is in. A department has none of its own. */
    partOf: Id.nullable().default(null),
    /** IANA name; null: that of the practice. A department is where its location is. */
    timeZone: stored(60).nullable().default(null),
  }),
})
