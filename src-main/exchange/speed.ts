/** How fast an import goes and when it will be done, by what the last seconds were like. */
type Sample = { at: number; done: number }

/** Over so long the speed is taken, and so often pages are told. */
const [windowMs, tellMs] = [5000, 250]

export class Speed {
  readonly #now: () => number
  readonly #samples: Sample[]
  #told: number

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
    this.#samples = [{ at: now(), done: 0 }]
    this.#told = now() - tellMs
  }

  /** `part`: how much of all files has been read, 0 to 1; `later`: resources that will be looked at once more. */
  after(
    done: number,
    part: number,
    later: number,
  ): { done: number; total: number | null; perSecond: number; secondsLeft: number | null } {
    const at = this.#now()
    const total = part > 0.001 ? Math.max(Math.round((done + later) / part), done) : null
    this.#samples.push({ at, done })
    while (this.#samples.length > 2 && (this.#samples[0]?.at ?? at) < at - windowMs) this.#samples.shift()
    const [first] = this.#samples
    const seconds = Math.max((at - (first?.at ?? at)) / 1000, 0.001)
    const perSecond = (done - (first?.done ?? 0)) / seconds
    return {
      done,
      total,
      perSecond: Math.round(perSecond),
      secondsLeft: total === null || perSecond < 1 ? null : Math.ceil((total - done) / perSecond),
    }
  }

  isTimeToTell(): boolean {
    if (this.#now() - this.#told < tellMs) return false
    this.#told = this.#now()
    return true
  }
}
