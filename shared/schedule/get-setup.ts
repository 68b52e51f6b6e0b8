import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { resources } from './resource.ts'
import { schedulePolicies } from './schedule-policy.ts'
import { visitTypes } from './visit-type.ts'

const versioned = { version: z.int() }

/** All that is scheduled and how, archived things too, each with its version: what Administration shows and changes. */
export const getSetup = defineQuery({
  name: 'schedule.getSetup',
  input: z.strictObject({}),
  output: z.strictObject({
    visitTypes: z.array(visitTypes.row.extend(versioned)).max(500),
    resources: z.array(resources.row.extend(versioned)).max(1000),
    /** As the product has it, of version null, where nobody said otherwise. */
    policy: schedulePolicies.row.omit({ id: true }).extend({ version: z.int().nullable() }),
    locations: z.array(z.strictObject({ locationId: z.string(), name: z.string(), timeZone: z.string() })),
    /** Who works here now, to be the person a provider signs in as. */
    people: z.array(z.strictObject({ userId: z.string(), displayName: z.string() })),
  }),
  example: {},
  permission: 'schedule.configure',
  reads: ['visitTypes', 'resources', 'schedulePolicies', 'locations', 'practices', 'users'],
  audit: { none: 'names of rooms and kinds of visits, which are about nobody' },
})
