/** What is done with a log that grows: each day, for one practice after the other, a step at a time. */
import { addDays } from '../../shared/kernel/time.ts'
import type { Stepped } from '../postgres/close-log.ts'

/** Days. A week goes when all of it is older than `hot`; a workstation that was away for longer than `kept` begins with a snapshot. */
export const logDays = { hot: 14, whole: 30, kept: 400 }

/** Steps on one practice; those of others do not matter to it. Dates are ISO 8601. */
export interface LogSteps {
  makeWeeks(): Promise<void>
  practicesAfter(practice: string | null): Promise<readonly string[]>
  close(practice: string, hotFrom: string): Promise<Stepped>
  verify(practice: string): Promise<Stepped>
  compact(practice: string, olderThan: string): Promise<Stepped>
  /** Resolves to how many segments went. */
  expire(practice: string, olderThan: string): Promise<number>
  /** The first days of weeks that end before or with a day. */
  weeksUntil(day: string): Promise<readonly string[]>
  dropWeek(first: string): Promise<boolean>
}

export type KeepingParts = Readonly<{
  steps: LogSteps
  /** ISO 8601. */
  today(): Promise<string>
  /** A practice's log could not be moved, and stays as it is: an alarm. */
  failed(practice: string | null, error: unknown): void
}>

export type Kept = Readonly<{
  practices: number
  /** Segments written, ranges compacted, segments that were too old. */
  closed: number
  compacted: number
  expired: number
  weeksDropped: readonly string[]
  /** Old enough, and not all of it is in segments that were read back. */
  weeksLeft: readonly string[]
  failed: number
}>

export class LogKeeper {
  readonly #parts: KeepingParts
  readonly #stopped = new AbortController()
  #running: Promise<Kept> | null = null

  constructor(parts: KeepingParts) {
    this.#parts = parts
  }

  /** All there is to do today. One run at a time; a practice that another process is at is left to it. */
  run(): Promise<Kept> {
    this.#running ??= this.#run().finally(() => (this.#running = null))
    return this.#running
  }

  /** Ends after the step under way; what is left is done another day. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    await this.#running?.catch(() => undefined)
  }

  async #run(): Promise<Kept> {
    const { steps, today, failed } = this.#parts
    const day = await today()
    // whole weeks: one that is only partly old stays, and what was closed of it is closed with the rest
    const hotFrom = mondayOf(addDays(day, -logDays.hot))
    const wholeFrom = mondayOf(addDays(day, -logDays.whole))
    const total = { practices: 0, closed: 0, compacted: 0, expired: 0, failed: 0 }
    await steps.makeWeeks()
    for (let last: string | null = null; ;) {
      const some: readonly string[] = await steps.practicesAfter(last)
      for (const practice of some) {
        total.practices += 1
        try {
          total.closed += await this.#all(() => steps.close(practice, hotFrom))
          await this.#all(() => steps.verify(practice))
          total.compacted += await this.#all(() => steps.compact(practice, wholeFrom))
          total.expired += await steps.expire(practice, addDays(day, -logDays.kept))
        } catch (error) {
          total.failed += 1
          failed(practice, error)
        }
      }
      last = some.at(-1) ?? null
      if (last === null || this.#stopped.signal.aborted) break
    }
    return { ...total, ...(await this.#dropWeeks(hotFrom)) }
  }

  async #dropWeeks(hotFrom: string): Promise<Pick<Kept, 'weeksDropped' | 'weeksLeft'>> {
    const { steps, failed } = this.#parts
    const [weeksDropped, weeksLeft]: string[][] = [[], []]
    for (const week of this.#stopped.signal.aborted ? [] : await steps.weeksUntil(hotFrom))
      try {
        const dropped = await steps.dropWeek(week)
        ;(dropped ? weeksDropped : weeksLeft)?.push(week)
      } catch (error) {
        weeksLeft?.push(week)
        failed(null, error)
      }
    return { weeksDropped: weeksDropped ?? [], weeksLeft: weeksLeft ?? [] }
  }

  /** How many steps there were until none was left. */
  async #all(step: () => Promise<Stepped>): Promise<number> {
    for (let done = 0; ; done += 1) if (this.#stopped.signal.aborted || (await step()) !== 'more') return done
  }
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}
