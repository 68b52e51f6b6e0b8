/** How long whoever came was where (docs/schedule.md, "Reports"). */
import type { SchedulePolicy } from '../schedule-policy.ts'
import { inOrder } from '../stage.ts'
import type { StepKind } from '../step.ts'
import { quantile, share } from './figures.ts'
import type { ReportVisit } from './visit.ts'

const order = [
  'arrived',
  'roomed',
  'with-provider',
  'checkout',
  'left',
] as const satisfies readonly StepKind[]
type Stay = Exclude<(typeof order)[number], 'left'>
export type Limits = Pick<SchedulePolicy, 'arrivedLimit' | 'roomedLimit' | 'checkoutLimit'>

const minutesBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(to) - Date.parse(from)) / 60_000)

/** Whole minutes from when a stage was first reached until a later one was; a stage that has none after it is not over, or was not noted. */
export function staysOf({ steps }: Pick<ReportVisit, 'steps'>): Map<Stay | 'whole', number> {
  const reached = new Map<StepKind, string>()
  for (const { kind, at } of inOrder(steps)) if (!reached.has(kind)) reached.set(kind, at)
  const stays = new Map<Stay | 'whole', number>()
  for (const [rank, kind] of order.slice(0, -1).entries()) {
    const from = reached.get(kind)
    if (from === undefined) continue
    const after = order
      .slice(rank + 1)
      .flatMap((later) => reached.get(later) ?? [])
      .filter((at) => at >= from)
      .toSorted((a, b) => (a < b ? -1 : 1))[0]
    if (after !== undefined) stays.set(kind as Stay, minutesBetween(from, after))
  }
  const [came, left] = [reached.get('arrived'), reached.get('left')]
  if (came !== undefined && left !== undefined && left >= came) stays.set('whole', minutesBetween(came, left))
  return stays
}

export class Waits {
  #visits = 0
  readonly #stays: Readonly<Record<Stay | 'whole', number[]>> = {
    arrived: [],
    roomed: [],
    'with-provider': [],
    checkout: [],
    whole: [],
  }

  /** Counts it where at least one stay of it is known. */
  add(visit: Pick<ReportVisit, 'steps'>): void {
    const stays = staysOf(visit)
    if (stays.size > 0) this.#visits += 1
    for (const [stay, minutes] of stays) this.#stays[stay].push(minutes)
  }

  /** Of the wait for a room. */
  get median(): number | null {
    return quantile(this.#stays.arrived, 0.5)
  }

  /** As `reportColumns` has them. */
  values({ arrivedLimit, roomedLimit, checkoutLimit }: Limits): (number | null)[] {
    const half = (stay: Stay | 'whole') => quantile(this.#stays[stay], 0.5)
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
