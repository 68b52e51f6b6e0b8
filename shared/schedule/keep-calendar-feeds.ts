import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { calendarShows } from './write-calendar.ts'

/**
 * Makes an address; it is shown once and kept nowhere. Whoever has it sees when the provider is busy, so that it is them who asks is shown first.
 * Throws `resource.no-provider`.
 */
export const openCalendarFeed = defineCommand({
  name: 'schedule.openCalendarFeed',
  input: z.strictObject({ resourceId: Id, shows: z.enum(calendarShows).default('busy') }),
  /** `path`: behind the address of the practice's cloud. */
  output: z.strictObject({ calendarFeedId: z.string(), path: z.string() }),
  example: { resourceId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a21', shows: 'busy' },
  permission: 'schedule.configure',
  stepUp: true,
  cap: { max: 60, minutes: 60 },
  audit: {
    action: 'calendar.open-feed',
    category: 'configuration',
    subject: () => null,
    detail: ({ resourceId, shows }, output) => ({ resourceId, shows, feed: output?.calendarFeedId ?? '' }),
  },
})

/** Writes what is kept of an address: a step of making one, so that no answer that is kept against sending twice has the word in it. */
export const noteCalendarFeed = defineCommand({
  name: 'schedule.noteCalendarFeed',
  caller: 'internal',
  input: z.strictObject({
    resourceId: Id,
    tokenSha: z.string().regex(/^[0-9a-f]{64}$/),
    shows: z.enum(calendarShows),
  }),
  output: z.strictObject({ calendarFeedId: z.string() }),
  example: {
    resourceId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a21',
    tokenSha: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    shows: 'busy',
  },
  permission: 'schedule.configure',
  audit: {
    action: 'calendar.note-feed',
    category: 'configuration',
    subject: () => null,
    detail: ({ resourceId }, output) => ({ resourceId, feed: output?.calendarFeedId ?? '' }),
  },
})

/** Throws `calendar.no-feed`. One that is closed already stays so. */
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

/** Which addresses there are, and of whom: those that are open first. */
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
          /** Of a provider who is archived nothing is given. */
          active: z.boolean(),
          shows: z.enum(calendarShows),
          madeBy: z.string(),
          madeAt: z.string(),
          closedAt: z.string().nullable(),
        }),
      )
      .max(500),
  }),
  example: {},
  permission: 'schedule.configure',
  reads: ['calendarFeeds', 'resources', 'users'],
  audit: { none: 'which providers have a calendar elsewhere, which is about no patient' },
})
