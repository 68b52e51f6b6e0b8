/**
 * Says in the log how the clock stands (shared/audit/clock-state.ts), and raises an alarm where it is wrong or was set by much. `steady`: a
 * clock in ms that nobody sets and that counts sleep; its zero does not matter.
 */
import {
  clockBoundMs,
  isOff,
  jumpMs,
  measure,
  type ClockReading,
  type Exchange,
  type Measured,
} from '../../shared/audit/clock-state.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { ownEntry, type AuditFile } from './audit-log.ts'
import { WitnessBook } from './witness-book.ts'

export type ClockParts = Readonly<{
  file: AuditFile
  clock: Clock
  steady(): number
  /** What the operating system says. Does not throw. */
  read(): Promise<ClockReading>
  /** By how many minutes the time of day is ahead of UTC at `ms`; as the operating system has it where it is not said. */
  utcOffset?(ms: number): number
  /** What is shown of the log has changed. */
  changed(): void
  /** A fault of ours, for the log. */
  failed(error: unknown): void
}>

/** How often the operating system is asked, after what time all is said again, and how long a measurement says enough. */
const askMs = 10 * 60_000
const dayMs = 24 * 3_600_000
/** A round trip that took longer measures nothing worth saying. */
const worthMs = 10_000
const driftMs = 1000

export class ClockKeeper {
  readonly #parts: ClockParts
  /** The wall clock less the steady one, as it was last looked. */
  #apart: number
  #askedAt = Number.NEGATIVE_INFINITY
  #said: Readonly<{ reading: ClockReading; utcOffset: number; at: number }> | null = null
  #measured: Readonly<{ of: Measured; at: number }> | null = null
  #asking: Promise<void> | null = null
  #ended = false

  constructor(parts: ClockParts) {
    this.#parts = parts
    this.#apart = this.#apartNow()
  }

  /** The log was opened. Resolves when the first state is in it. Does not throw. */
  begin(): Promise<void> {
    try {
      if (this.#parts.file.clockBehind() > clockBoundMs) this.#alarm({})
    } catch (error) {
      this.#parts.failed(error)
    }
    return this.#ask()
  }

  /** Every few seconds. Resolves when what there was to say is said. Does not throw. */
  async look(): Promise<void> {
    try {
      const by = Math.round(this.#apartNow() - this.#apart)
      if (Math.abs(by) > jumpMs) this.#wasSet(by)
    } catch (error) {
      this.#parts.failed(error)
    }
    if (this.#parts.steady() - this.#askedAt >= askMs) await this.#ask()
  }

  /** The cloud has signed what its clock says. Does not throw. */
  heard(exchange: Exchange): void {
    const of = measure(exchange)
    if (this.#ended || !of || of.withinMs > worthMs) return
    try {
      const now = this.#parts.steady()
      const before = this.#measured
      if (isOff(of)) this.#alarm(of)
      const moved = before ? Math.abs(of.offsetMs - before.of.offsetMs) : Number.POSITIVE_INFINITY
      const isNews = !before || now - before.at >= dayMs
      if (!isNews && moved <= driftMs + of.withinMs + before.of.withinMs) return
      this.#measured = { of, at: now }
      if (this.#said) this.#say(this.#said.reading, 'measured')
    } catch (error) {
      this.#parts.failed(error)
    }
  }

  end(): void {
    this.#ended = true
  }

  /** Summer time comes and goes without the clock being set. */
  #utcOffset(): number {
    const { clock, utcOffset = (ms: number) => -new Date(ms).getTimezoneOffset() } = this.#parts
    return utcOffset(clock.now())
  }

  #apartNow(): number {
    return this.#parts.clock.now() - this.#parts.steady()
  }

  #wasSet(by: number): void {
    const { file, changed } = this.#parts
    file.append(ownEntry('clock.changed', by > 0 ? 'forward' : 'back', { byMs: by }))
    this.#apart += by
    // what was measured was of the clock before, and whoever set it may have stopped what keeps it
    this.#measured = null
    this.#askedAt = Number.NEGATIVE_INFINITY
    if (Math.abs(by) > clockBoundMs) this.#alarm({ byMs: by })
    changed()
  }

  #ask(): Promise<void> {
    this.#askedAt = this.#parts.steady()
    this.#asking ??= this.#read().finally(() => (this.#asking = null))
    return this.#asking
  }

  async #read(): Promise<void> {
    const reading = await this.#parts.read()
    if (this.#ended) return
    try {
      const before = this.#said
      if (!before) this.#say(reading, 'start')
      else if (
        before.reading.state !== reading.state ||
        before.reading.source !== reading.source ||
        before.utcOffset !== this.#utcOffset()
      )
        this.#say(reading, 'changed')
      else if (this.#parts.steady() - before.at >= dayMs) this.#say(reading, 'daily')
    } catch (error) {
      this.#parts.failed(error)
    }
  }

  #say(reading: ClockReading, why: string): void {
    const { file, changed, steady } = this.#parts
    const { state, source } = reading
    // what was measured some time ago is not said as if it were now
    const of = why === 'changed' || why === 'daily' ? null : this.#measured?.of
    const utcOffset = this.#utcOffset()
    file.append(ownEntry('clock.state', state, { source, why, utcOffset, ...of }))
    this.#said = { reading, utcOffset, at: steady() }
    changed()
  }

  #alarm(detail: Readonly<Record<string, number>>): void {
    const { file, clock, changed } = this.#parts
    if (!new WitnessBook(file).raise('clock', file.device, instantOf(clock.now()), null)) return
    file.append(ownEntry('audit.alarm', 'clock', detail))
    changed()
  }
}
