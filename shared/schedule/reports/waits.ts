/** How long whoever came was where (docs/schedule.md, "Reports"). */
import type { SchedulePolicy } from '../schedule-policy.ts'
import { readStays, type Stay } from '../stays.ts'
import { quantile, share } from './figures.ts'
import type { ReportVisit } from './visit.ts'

export type Limits = Pick<SchedulePolicy, 'arrivedLimit' | 'roomedLimit' | 'checkoutLimit'>

export class Waits {
  #visits = 0
  readonly #stays: Readonly<Record<Stay, number[]>> = {
    arrived: [],
    roomed: [],
    'with-provider': [],
    checkout: [],
    whole: [],
  }

  /** Counts it where at least one stay of it is known. */
  add(visit: Pick<ReportVisit, 'stays'>): void {
    const stays = readStays(visit.stays)
    if (stays.size > 0) this.#visits += 1
    for (const [stay, minutes] of stays) this.#stays[stay].push(minutes)
  }

  /** Of the wait for a room. */
  get median(): number | null {
    return quantile(this.#stays.arrived, 0.5)
  }

  /** As `reportColumns` has them. */
  values({ arrivedLimit, roomedLimit, checkoutLimit }: Limits): (number | null)[] {
    const half = (stay: Stay) => quantile(this.#stays[stay], 0.5)
    const said = (stay: Stay, limit: number) => {
      const all = this.#stays[stay]
      return [
        half(stay),
        quantile(all, 0.9),
        share(all.filter((minutes) => minutes > limit).length, all.length),
      ]
    }
    return [
      this.#visits,
      ...said('arrived', arrivedLimit),
      ...said('roomed', roomedLimit),
      half('with-provider'),
      ...said('checkout', checkoutLimit),
      half('whole'),
    ]
  }
}
