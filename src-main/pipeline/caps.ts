import type { Clock } from '../../shared/kernel/ids.ts'
import type { Contract } from '../../shared/kernel/contract.ts'

/** Counts calls of capped contracts in a sliding window. One of these lives as long as a session. */
export class Caps {
  readonly #clock: Clock
  readonly #calls = new Map<string, number[]>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** True where the contract's cap allows one more call now; counts it. */
  allow(contract: Contract): boolean {
    if (!contract.cap) return true
    const now = this.#clock.mono()
    const since = now - contract.cap.minutes * 60_000
    const recent = (this.#calls.get(contract.name) ?? []).filter((at) => at > since)
    const allowed = recent.length < contract.cap.max
    if (allowed) recent.push(now)
    this.#calls.set(contract.name, recent)
    return allowed
  }
}
