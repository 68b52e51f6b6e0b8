/**
 * What the log says of the clock its entries are dated by. It costs an entry nothing: an entry of its own says the state from there on,
 * at the start, when it is another, when it was measured against the cloud's clock, and once a day.
 */
import { z } from 'zod'
import type { LogEntry } from './entry.ts'

/** The state, and that somebody or something has set the clock. */
export const clockStateAction = 'clock.state'
export const clockChangeAction = 'clock.changed'

/** As the operating system says of itself. `unknown`: it does not say, or cannot be asked; it is never a guess. */
export const clockStates = ['synchronised', 'unsynchronised', 'unknown'] as const
/** What keeps the clock right. `system`: something else, by the word of the operating system. */
export const clockSources = ['timesyncd', 'chrony', 'system', 'unknown'] as const
export type ClockReading = Readonly<{
  state: (typeof clockStates)[number]
  source: (typeof clockSources)[number]
}>

/** A clock that is wrong, or was set, by more is an alarm. */
export const clockBoundMs = 60_000

/**
 * `offsetMs`: by how much the workstation's clock is ahead of the cloud's, which was read at some moment of one exchange: the middle of
 * it, give or take half the round trip, `withinMs`.
 */
export type Measured = Readonly<{ offsetMs: number; withinMs: number }>

const Detail = z.object({
  source: z.enum(clockSources),
  why: z.string(),
  offsetMs: z.int().optional(),
  withinMs: z.int().min(0).optional(),
  utcOffset: z.int().min(-1440).max(1440).optional(),
})

/** `utcOffset`: by how many minutes the workstation's own time of day is ahead of UTC; null in entries from before it was said. */
export type StatedClock = ClockReading & Readonly<{ measured: Measured | null; utcOffset: number | null }>

/** Null where the entry says nothing of the clock. `detail`: as it was parsed. */
export function statedClock({
  action,
  reason,
  detail,
}: Pick<LogEntry, 'action' | 'reason' | 'detail'>): StatedClock | null {
  if (action !== clockStateAction) return null
  const state = clockStates.find((each) => each === reason)
  const said = Detail.safeParse(detail)
  if (!state || !said.success) return null
  const { source, offsetMs, withinMs, utcOffset = null } = said.data
  return {
    state,
    source,
    utcOffset,
    measured: offsetMs === undefined || withinMs === undefined ? null : { offsetMs, withinMs },
  }
}

/** By how many ms the clock was set: forward, or back where it is negative. Null where the entry is about something else. */
export function clockSetBy({ action, detail }: Pick<LogEntry, 'action' | 'detail'>): number | null {
  if (action !== clockChangeAction) return null
  const by = detail['byMs']
  return typeof by === 'number' ? by : null
}

/** Surely, whatever the round trip hides. */
export const isOff = ({ offsetMs, withinMs }: Measured): boolean =>
  Math.abs(offsetMs) - withinMs > clockBoundMs

/** One exchange, by the clocks of the workstation; `cloud`: what the cloud said its clock was meanwhile, ms since 1970. */
export type Exchange = Readonly<{
  cloud: number
  sent: Readonly<{ wall: number; mono: number }>
  got: Readonly<{ wall: number; mono: number }>
}>

/** Between two looks a clock that runs may come so far from one that only counts. */
export const jumpMs = 2000

/** Null where the clock was set meanwhile, or the machine slept: nothing can be said then. */
export function measure({ cloud, sent, got }: Exchange): Measured | null {
  const trip = got.mono - sent.mono
  if (trip < 0 || Math.abs(got.wall - sent.wall - trip) > jumpMs) return null
  // the cloud says whole milliseconds
  return { offsetMs: Math.round((sent.wall + got.wall) / 2 - cloud), withinMs: Math.ceil(trip / 2) + 1 }
}
