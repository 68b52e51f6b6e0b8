import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'

export const LocationLine = z.strictObject({
  locationId: z.string(),
  /** Of the row, to be said with a change. */
  version: z.int(),
  name: z.string(),
  phone: z.string(),
  address: z.string(),
  /** Of a department: its location. */
  partOf: z.string().nullable(),
  archived: z.boolean(),
  /** IANA name; null: that of the practice. */
  timeZone: z.string().nullable(),
})
export type LocationLine = z.output<typeof LocationLine>

/** The practice's own locations and departments by name, archived ones too; or those that records name and that are not its own. */
export const listLocations = defineQuery({
  name: 'access.listLocations',
  input: z.strictObject({ show: z.enum(['own', 'others']) }),
  output: z.strictObject({ locations: z.array(LocationLine).max(1000) }),
  example: { show: 'own' },
  permission: 'any-signed-in',
  reads: ['locations'],
  audit: { none: 'names of the practice’s own places, which everybody sees' },
})
