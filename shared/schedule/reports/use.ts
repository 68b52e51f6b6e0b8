/** How much of open time is taken (docs/schedule.md, "Reports"). */
import { type Span, subtract } from '../spans.ts'
import { share } from './figures.ts'

export type TakenSpan = Span & Readonly<{ came: boolean }>

/** Stretches as they lie on the axis of minutes: each minute once, however many lie over it. */
export function once(spans: readonly Span[]): Span[] {
  const out: { fromMin: number; toMin: number }[] = []
  for (const { fromMin, toMin } of spans.toSorted((a, b) => a.fromMin - b.fromMin)) {
    const last = out.at(-1)
    if (fromMin >= toMin) continue
    if (last && fromMin <= last.toMin) last.toMin = Math.max(last.toMin, toMin)
    else out.push({ fromMin, toMin })
  }
  return out
}

const minutesIn = (spans: readonly Span[]): number =>
  spans.reduce((sum, { fromMin, toMin }) => sum + toMin - fromMin, 0)

/** The part of each that lies in a stretch. */
export const clipped = <One extends Span>(spans: readonly One[], { fromMin, toMin }: Span): One[] =>
  spans
    .filter((one) => one.fromMin < toMin && one.toMin > fromMin)
    .map((one) => ({ ...one, fromMin: Math.max(fromMin, one.fromMin), toMin: Math.min(toMin, one.toMin) }))

/** The parts of a stretch that lie in any of others, which are in the order of time and do not lie over each other. */
export const meeting = <One extends Span>(span: One, others: readonly Span[]): One[] =>
  others
    .filter((other) => other.fromMin < span.toMin && other.toMin > span.fromMin)
    .map((other) => ({
      ...span,
      fromMin: Math.max(span.fromMin, other.fromMin),
      toMin: Math.min(span.toMin, other.toMin),
    }))

export class Use {
  #visits = 0
  #open = 0
  #booked = 0
  #seen = 0
  #outside = 0

  /** One resource on one day: when it is open, and what takes it then, also outside of that. */
  addDay(open: readonly Span[], taken: readonly TakenSpan[], visits: number): void {
    const hours = once(open)
    const all = once(taken)
    const minutes = minutesIn(hours)
    const booked = minutes - minutesIn(subtract(hours, all))
    const came = once(taken.filter((one) => one.came))
    this.#visits += visits
    this.#open += minutes
    this.#booked += booked
    this.#seen += minutes - minutesIn(subtract(hours, came))
    this.#outside += minutesIn(all) - booked
  }

  get rate(): number | null {
    return share(this.#booked, this.#open)
  }

  /** As `reportColumns` has them. */
  get values(): (number | null)[] {
    const [open, booked, seen] = [this.#open, this.#booked, this.#seen]
    return [this.#visits, open, booked, this.rate, seen, share(seen, open), this.#outside]
  }
}
