import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

export const resourceKinds = ['provider', 'room', 'equipment'] as const

/** Who or what an appointment takes up. Source: FHIR R4 Schedule.actor. */
export const resources = defineRecord({
  type: 'resource',
  table: 'resources',
  patient: null,
  merge: { all: 'low', locationId: 'clinical' },
  since: 6,
  row: z.strictObject({
    id: Id,
    kind: z.enum(resourceKinds),
    name: stored(120),
    /** On a narrow column. */
    short: stored(12),
    /** Where a room or a piece of equipment is; null for a provider, whose availability says where they are. */
    locationId: Id.nullable(),
    /** Of a provider: who they are in the record, and who signs in as them. */
    practitionerId: Id.nullable(),
    userId: Id.nullable(),
    /** Of a room or of equipment, as visit types ask for it: `exam`, `ultrasound`. Of a provider their specialty. */
    category: stored(80),
    /** How many appointments it takes at once, and how many beside those anybody may book. */
    atOnce: z.int().min(1).max(60),
    overbook: z.int().min(0).max(20),
    active: z.boolean(),
    rank: z.int().min(0).max(9999),
  }),
})
