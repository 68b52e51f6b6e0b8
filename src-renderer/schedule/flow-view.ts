/** What the flow board says of a day, worked out of its lines and of the minute it is. Pure: the minute is given. */
import type { FlowLine } from '../../shared/schedule/get-flow.ts'
import type { SchedulePolicy } from '../../shared/schedule/schedule-policy.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'

export const stageNames: Readonly<Record<FlowLine['stage'], string>> = {
  scheduled: 'Scheduled',
  confirmed: 'Confirmed',
  arrived: 'Arrived',
  roomed: 'In a room',
  'with-provider': 'With provider',
  checkout: 'Check-out',
  left: 'Left',
  'no-show': 'No-show',
  cancelled: 'Cancelled',
  rescheduled: 'Rescheduled',
}

/** Parts of the day as the board counts and filters them. */
export const parts = [
  'expected',
  'arrived',
  'roomed',
  'with-provider',
  'checkout',
  'left',
  'no-show',
] as const
export type Part = (typeof parts)[number]
export const partNames: Readonly<Record<Part, string>> = {
  expected: 'Expected',
  arrived: 'Arrived',
  roomed: 'In a room',
  'with-provider': 'With provider',
  checkout: 'Check-out',
  left: 'Left',
  'no-show': 'No-show',
}
export const partOf = ({ stage }: FlowLine): Part | null =>
  stage === 'scheduled' || stage === 'confirmed'
    ? 'expected'
    : stage === 'cancelled' || stage === 'rescheduled'
      ? null
      : stage

export type Limits = Pick<SchedulePolicy, 'arrivedLimit' | 'roomedLimit' | 'checkoutLimit'>
export type Wait = Readonly<{ minutes: number; limit: number | null; over: boolean }>

const limitOf = (stage: FlowLine['stage'], limits: Limits): number | null =>
  stage === 'arrived'
    ? limits.arrivedLimit
    : stage === 'roomed'
      ? limits.roomedLimit
      : stage === 'checkout'
        ? limits.checkoutLimit
        : null

/** How long somebody has been where they are, in whole minutes; null where they are not here. `minute`: since 1970. */
export function waitOf(line: FlowLine, minute: number, limits: Limits): Wait | null {
  const { stage, stageAt } = line
  if (stageAt === null || !['arrived', 'roomed', 'with-provider', 'checkout'].includes(stage)) return null
  const minutes = Math.max(0, minute - minuteOf(stageAt))
  const limit = limitOf(stage, limits)
  return { minutes, limit, over: limit !== null && minutes > limit }
}

/** Minutes since somebody was expected who has not come; 0 where it is not their time yet. */
export const lateBy = (line: FlowLine, minute: number): number =>
  partOf(line) === 'expected' ? Math.max(0, minute - line.startMin) : 0

/** What is still to be paid at this visit, cents. */
export const dueOf = ({ copayCents, paidCents }: Pick<FlowLine, 'copayCents' | 'paidCents'>): number =>
  Math.max(0, (copayCents ?? 0) - paidCents)

export type PartCount = Readonly<{ part: Part; count: number; longest: number; over: number }>

/** How many there are in each part, how long the longest has waited, and how many past the limit. */
export function countParts(lines: readonly FlowLine[], minute: number, limits: Limits): PartCount[] {
  const counts = new Map(parts.map((part) => [part, { part, count: 0, longest: 0, over: 0 }]))
  for (const line of lines) {
    const part = partOf(line)
    const count = part === null ? undefined : counts.get(part)
    if (!count) continue
    count.count += 1
    const wait = waitOf(line, minute, limits)
    count.longest = Math.max(count.longest, wait?.minutes ?? 0)
    if (wait?.over) count.over += 1
  }
  return [...counts.values()]
}

/** `47 min`, `1 h 05`. */
export const spanText = (minutes: number): string =>
  minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`

/** `9:05 AM` where the appointment is. One formatter a zone: to make one takes longer than a row. */
const formatters = new Map<string, Intl.DateTimeFormat>()
export function clockText(startMin: number, timeZone: string): string {
  const known = formatters.get(timeZone)
  const formatter =
    known ?? new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', minute: '2-digit' })
  if (!known) formatters.set(timeZone, formatter)
  return formatter.format(startMin * 60_000)
}
