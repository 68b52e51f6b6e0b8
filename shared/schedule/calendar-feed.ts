import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { Id, Instant, LocalDate } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { calendarShows } from './write-calendar.ts'

/** An address at which the cloud gives a provider's calendar to whoever knows it. Of the word in it only the hash is kept. */
export const calendarFeeds = defineRecord({
  type: 'calendar-feed',
  table: 'calendarFeeds',
  patient: null,
  merge: { all: 'immutable', closedAt: 'low' },
  since: 6,
  row: z.strictObject({
    id: Id,
    resourceId: Id,
    /** SHA-256 in hex. */
    tokenSha: z.string().regex(/^[0-9a-f]{64}$/),
    shows: z.enum(calendarShows),
    madeBy: Id,
    madeAt: Instant,
    /** From then on it gives nothing any more. */
    closedAt: Instant.nullable(),
  }),
})

/** Makes an address; it is shown once. Throws `resource.no-provider`. */
export const openCalendarFeed = defineCommand({
  name: 'schedule.openCalendarFeed',
  input: z.strictObject({ resourceId: Id, shows: z.enum(calendarShows).default('busy') }),
  /** `path`: behind the address of the practice's cloud. */
  output: z.strictObject({ calendarFeedId: z.string(), path: z.string() }),
  example: { resourceId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a21', shows: 'busy' },
  permission: 'schedule.configure',
  audit: {
    action: 'calendar.open-feed',
    category: 'configuration',
    subject: () => null,
    detail: ({ resourceId, shows }, output) => ({ resourceId, shows, feed: output?.calendarFeedId ?? '' }),
  },
})

/** Throws `calendar.no-feed`. */
export const closeCalendarFeed = defineCommand({
  name: 'schedule.closeCalendarFeed',
  input: z.strictObject({ calendarFeedId: Id }),
  output: z.strictObject({}),
  example: { calendarFeedId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a22' },
  permission: 'schedule.configure',
  audit: {
    action: 'calendar.close-feed',
    category: 'configuration',
    subject: () => null,
    detail: ({ calendarFeedId }) => ({ feed: calendarFeedId }),
  },
})

/** Which addresses there are, and of whom. */
export const listCalendarFeeds = defineQuery({
  name: 'schedule.listCalendarFeeds',
  input: z.strictObject({}),
  output: z.strictObject({
    feeds: z
      .array(
        z.strictObject({
          calendarFeedId: z.string(),
          resourceId: z.string(),
          provider: z.string(),
          shows: z.enum(calendarShows),
          madeAt: z.string(),
          closedAt: z.string().nullable(),
        }),
      )
      .max(500),
  }),
  example: {},
  permission: 'schedule.configure',
  reads: ['calendarFeeds', 'resources'],
  audit: { none: 'which providers have a calendar elsewhere, which is about no patient' },
})

/** A file of a provider's days, in a folder that is chosen. `written` null where none was. Throws `resource.no-provider`. */
export const exportCalendar = defineCommand({
  name: 'schedule.exportCalendar',
  input: z.strictObject({
    resourceId: Id,
    firstDay: LocalDate,
    days: z.int().min(1).max(31),
    shows: z.enum(calendarShows).default('busy'),
  }),
  output: z.strictObject({ written: z.strictObject({ fileName: z.string(), entries: z.int() }).nullable() }),
  example: {
    resourceId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a21',
    firstDay: '2026-03-04',
    days: 7,
    shows: 'busy',
  },
  permission: 'schedule.read',
  audit: {
    action: 'calendar.export',
    category: 'schedule',
    subject: () => null,
    detail: ({ resourceId, firstDay, days, shows }) => ({ resourceId, firstDay, days, shows }),
  },
})
