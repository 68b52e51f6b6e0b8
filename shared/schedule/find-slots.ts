import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id, LocalDate } from '../kernel/fields.ts'
import { DayMinute } from './availability.ts'
import { EpochMinute } from './get-days.ts'

const Named = z.strictObject({ resourceId: z.string(), name: z.string() })

/** A time somebody can be booked at, as it was free when it was asked for. */
export const FreeTime = z.strictObject({
  startMin: EpochMinute,
  minutes: z.int(),
  prepareMinutes: z.int(),
  cleanMinutes: z.int(),
  /** The day and the zone of the location, which its hours are shown in. */
  day: z.string(),
  timeZone: z.string(),
  location: z.strictObject({ locationId: z.string(), name: z.string() }),
  provider: Named,
  /** A room and equipment for everything the visit needs, free with what is needed before and after. */
  places: z.array(Named),
})
export type FreeTime = z.output<typeof FreeTime>

/** Nothing chosen is everything: no provider is any of them, no location every one, no weekday all seven. */
export const findSlots = defineQuery({
  name: 'schedule.findSlots',
  input: z.strictObject({
    visitTypeId: Id,
    /** Longer or shorter than the visit type says; null as it says. */
    minutes: z.int().min(5).max(720).nullable().default(null),
    providers: z.array(Id).max(200).default([]),
    locations: z.array(Id).max(200).default([]),
    weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
    /** The part of the day in which it begins, by the clock of the location. */
    fromMinute: DayMinute.default(0),
    toMinute: DayMinute.default(1440),
    /** Null from today on. */
    firstDay: LocalDate.nullable().default(null),
    days: z.int().min(1).max(90).default(90),
    order: z.enum(['earliest', 'spread']).default('earliest'),
    limit: z.int().min(1).max(40).default(10),
  }),
  output: z.strictObject({
    slots: z.array(FreeTime),
    /** The days that were looked at, both in it. */
    firstDay: z.string(),
    lastDay: z.string(),
    /** How many providers were looked at. */
    providers: z.int(),
  }),
  example: { visitTypeId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'schedule.read',
  reads: [
    // triggers keep what is taken, and nobody is told of it: of the appointments they are
    'taken_time',
    'appointments',
    'resources',
    'availabilities',
    'blocks',
    'visitTypes',
    'locations',
    'practices',
    'schedulePolicies',
  ],
  audit: { none: 'free times of rooms and of those who work here, which are about nobody' },
})
