/** How fast long work goes and when it will be done, by what the last seconds were like. */
type Sample = { at: number; done: number }
export type PaceNow = Readonly<{ perSecond: number; secondsLeft: number | null }>

/** Over so long the speed is taken. */
const windowMs = 5000

export class Pace {
  readonly #now: () => number
  readonly #samples: Sample[]

  /** `now`: ms by a clock that nobody can set back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
    this.#samples = [{ at: now(), done: 0 }]
  }

  /** `total`: null where it is not known. */
  at(done: number, total: number | null): PaceNow {
    const at = this.#now()
    this.#samples.push({ at, done })
    while (this.#samples.length > 2 && (this.#samples[0]?.at ?? at) < at - windowMs) this.#samples.shift()
    const [first] = this.#samples
    const seconds = Math.max((at - (first?.at ?? at)) / 1000, 0.001)
    const perSecond = (done - (first?.done ?? 0)) / seconds
    return {
      perSecond: Math.round(perSecond),
      secondsLeft: total === null || perSecond < 1 ? null : Math.ceil((total - done) / perSecond),
    }
  }
}
