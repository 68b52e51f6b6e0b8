/** How fast an import goes and when it will be done. */
import { Pace, type PaceNow } from '../pipeline/pace.ts'

/** How often pages are told. */
const tellMs = 250

export class Speed {
  readonly #now: () => number
  readonly #pace: Pace
  #told: number

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
    this.#pace = new Pace(now)
    this.#told = now() - tellMs
  }

  /** `part`: how much of all files has been read, 0 to 1; `later`: resources that will be looked at once more. */
  after(done: number, part: number, later: number): PaceNow & { done: number; total: number | null } {
    const total = part > 0.001 ? Math.max(Math.round((done + later) / part), done) : null
    return { done, total, ...this.#pace.at(done, total) }
  }

  isTimeToTell(): boolean {
    if (this.#now() - this.#told < tellMs) return false
    this.#told = this.#now()
    return true
  }
}
