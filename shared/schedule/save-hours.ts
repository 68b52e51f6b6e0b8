import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { Id, text } from '../kernel/fields.ts'
import { availabilities } from './availability.ts'

const row = availabilities.row.shape

/** A stretch of a day of the week, or of one date. */
export const HoursStretch = z.strictObject({
  locationId: Id,
  weekday: row.weekday,
  everyWeeks: row.everyWeeks,
  firstDay: row.firstDay,
  lastDay: row.lastDay,
  fromMinute: row.fromMinute,
  toMinute: row.toMinute,
  kind: row.kind,
  visitTypeIds: row.visitTypeIds,
  releaseHours: row.releaseHours,
  note: text(200),
})
export type HoursStretch = z.output<typeof HoursStretch>

const Seen = { availabilityId: Id, version: z.int().min(1) }

/**
 * When a resource can be booked: stretches that are new, others, or no more. Those nobody touched stay, so two people who change different
 * stretches do not meet. Throws `resource.missing`, `location.missing`, `hours.missing`, `hours.crooked`,
 * `hours.overlap` where it would be in two stretches at once, `row.changed`.
 */
export const saveHours = defineCommand({
  name: 'schedule.saveHours',
  input: z.strictObject({
    resourceId: Id,
    add: z.array(HoursStretch).max(200),
    change: z.array(z.strictObject({ ...Seen, stretch: HoursStretch })).max(200),
    remove: z.array(z.strictObject(Seen)).max(200),
  }),
  output: z.strictObject({}),
  example: {
    resourceId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f2a02',
    add: [
      {
        locationId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a81',
        weekday: 3,
        everyWeeks: 1,
        firstDay: '2026-03-02',
        lastDay: null,
        fromMinute: 480,
        toMinute: 720,
        kind: 'open',
        visitTypeIds: [],
        releaseHours: null,
        note: '',
      },
    ],
    change: [],
    remove: [],
  },
  permission: 'schedule.configure',
  audit: {
    action: 'hours.save',
    category: 'configuration',
    subject: () => null,
    detail: ({ resourceId, add, change, remove }) => ({
      resource: resourceId,
      added: add.length,
      changed: change.length,
      removed: remove.length,
    }),
  },
})

/** Every stretch of a resource that is not over, of weeks and of dates. */
export const getHours = defineQuery({
  name: 'schedule.getHours',
  input: z.strictObject({ resourceId: Id }),
  output: z.strictObject({
    stretches: z
      .array(z.strictObject({ availabilityId: z.string(), version: z.int(), stretch: HoursStretch }))
      .max(1000),
  }),
  example: { resourceId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f2a02' },
  permission: 'schedule.configure',
  reads: ['availabilities', 'practices', 'locations'],
  audit: { none: 'when a provider can be booked, which is about no patient' },
})
