import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { resourceKinds } from './resource.ts'

/** One resource on one day, in minutes: how long it can be booked, and what of that nobody has taken. */
export const MonthCell = z.strictObject({
  openMinutes: z.int(),
  freeMinutes: z.int(),
  /** Also what is booked outside of its hours. */
  bookedMinutes: z.int(),
  booked: z.int(),
})
export type MonthCell = z.output<typeof MonthCell>

/**
 * Where there is room in a month: what a grid of the whole month would be too large to say. A day is one of the zone of the location, or of the
 * practice where every place is asked for. Time that is kept for some kinds of visits counts as free; blocks do not.
 */
export const getMonth = defineQuery({
  name: 'schedule.getMonth',
  input: z.strictObject({
    month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    locationId: Id.nullable(),
    kind: z.enum(resourceKinds),
  }),
  output: z.strictObject({
    days: z.array(z.string()).max(31),
    /** In the order of the columns of a day; a cell for each of the days. */
    rows: z.array(z.strictObject({ resourceId: z.string(), cells: z.array(MonthCell).max(31) })),
  }),
  example: { month: '2026-03', locationId: null, kind: 'provider' },
  permission: 'schedule.read',
  reads: ['taken_time', 'appointments', 'resources', 'availabilities', 'blocks', 'locations', 'practices'],
  audit: { none: 'how much of whose time is taken, which is about no patient' },
})
