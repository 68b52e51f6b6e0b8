/** Who did not come (docs/schedule.md, "Reports"). */
import { share } from './figures.ts'
import { fateOf, type ReportVisit } from './visit.ts'

export class NoShows {
  #came = 0
  #noShows = 0
  #unnoted = 0
  #calledOff = 0
  #late = 0

  add(visit: ReportVisit, nowMin: number): void {
    const fate = fateOf(visit, nowMin)
    if (fate === 'came') this.#came += 1
    if (fate === 'no-show') this.#noShows += 1
    if (fate === 'unnoted') this.#unnoted += 1
    if (fate !== 'called-off') return
    this.#calledOff += 1
    if (visit.isLate) this.#late += 1
  }

  /** Of those of whom it is known whether they came. */
  get rate(): number | null {
    return share(this.#noShows, this.#came + this.#noShows)
  }

  /** As `reportColumns` has them. */
  get values(): (number | null)[] {
    const due = this.#came + this.#noShows + this.#unnoted
    return [due, this.#came, this.#noShows, this.rate, this.#unnoted, this.#calledOff, this.#late]
  }
}
