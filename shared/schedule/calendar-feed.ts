import { z } from 'zod'
import { Id, Instant } from '../kernel/fields.ts'
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

/** How far such a calendar reaches: what was matters to nobody's telephone, and nobody is booked further ahead than this. */
export const feedDays = { back: 31, ahead: 400 } as const
/** Behind the address of the practice's cloud. `token`: 192 random bits in base64url. */
export const feedPath = (practice: string, token: string): string => `/calendars/${practice}/${token}.ics`
