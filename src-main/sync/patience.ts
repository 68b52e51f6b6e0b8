/** How long each blob is left alone after what happened to it. Each has its own: one that fails holds up no other. */
import { jitter } from './jitter.ts'

/** `failures`: in a row. `own`: those of them that were not the network's. `quiet`: how often nothing had changed. */
type Standing = Readonly<{ failures: number; own: number; quiet: number; dueMs: number }>
const fresh: Standing = { failures: 0, own: 0, quiet: 0, dueMs: 0 }
/** What stays the same is looked at at most so much more seldom, by powers of two. */
const mostQuiet = 5

export type PatienceParts = Readonly<{
  /** ms, never set back. */
  mono(): number
  /** From 0 to 1. */
  random(): number
  /** The longest wait after a failure. */
  longestWaitMs?: number
}>

export class Patience {
  readonly #parts: PatienceParts
  readonly #of = new Map<string, Standing>()

  constructor(parts: PatienceParts) {
    this.#parts = parts
  }

  /** `now`: of `mono`. Whoever also asks when the next may be tried asks with the same, or one falls between the two. */
  mayTry(sha: string, now: number): boolean {
    return (this.#of.get(sha)?.dueMs ?? 0) <= now
  }

  /** When the next of those that may not be tried yet may be; Infinity where none waits. */
  nextAfter(now: number): number {
    return Math.min(...[...this.#of.values()].map(({ dueMs }) => dueMs).filter((at) => at > now))
  }

  /** Returns how many failures in a row were its own. */
  failed(sha: string, isOwn: boolean, atLeastMs: number): number {
    const before = this.#of.get(sha) ?? fresh
    const own = before.own + (isOwn ? 1 : 0)
    const dueMs = this.#parts.mono() + Math.max(atLeastMs, this.jitter(before.failures))
    this.#of.set(sha, { failures: before.failures + 1, own, quiet: 0, dueMs })
    return own
  }

  /** There is nothing to do for it for so long; for longer, each time that nothing has changed since. */
  rest(sha: string, ms: number): void {
    const quiet = this.#of.get(sha)?.quiet ?? 0
    const dueMs = this.#parts.mono() + ms * 2 ** Math.min(quiet, mostQuiet)
    this.#of.set(sha, { ...fresh, quiet: quiet + 1, dueMs })
  }

  forget(sha: string): void {
    this.#of.delete(sha)
  }

  /** All may be tried now. */
  hurry(): void {
    for (const [sha, standing] of this.#of) this.#of.set(sha, { ...standing, dueMs: 0 })
  }

  jitter(failures: number): number {
    const { random, longestWaitMs = 300_000 } = this.#parts
    return jitter(failures, longestWaitMs, random)
  }
}
