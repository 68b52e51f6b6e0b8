/** Virtual time, the events in it, and what was found wrong. Everything happens in one process, in an order the seed decides. */
import { Chain } from './chain.ts'
import type { Cloud } from './cloud.ts'
import type { Plan } from './plan.ts'
import { Random } from './random.ts'
import type { Issued, RowRef } from './issued.ts'
import type { Workstation } from './workstation.ts'

export type Violation = Readonly<{ invariant: number; what: string }>
type Event = Readonly<{ at: number; n: number; run: () => void }>

/** 2026-03-02T09:00Z, a Monday. */
const start = Date.UTC(2026, 2, 2, 9)

export class World {
  readonly plan: Plan
  readonly network: Random
  readonly people: Random
  readonly mishaps: Random
  readonly clocks: Random
  readonly ids: Random
  readonly versions: Random
  /** The oldest schema that the cloud lets read. */
  readonly minPull: number
  readonly chain = new Chain()
  readonly issued = new Map<string, Issued>()
  readonly rows: RowRef[] = []
  readonly stations: Workstation[] = []
  readonly violations: Violation[] = []
  readonly story: string[] = []
  /** Workstations, by name, that were restored or copied. */
  readonly twice = new Set<string>()
  readonly dirty = new Set<Workstation>()
  /** The epoch of the history in which the cloud looked at an op last. */
  readonly lookedAtIn = new Map<string, string>()
  readonly counts: Record<string, number> = {}
  /** No more faults: what is left has to come to an end. */
  healed = false
  cloud!: Cloud
  now = start
  #events: Event[] = []
  #made = 0

  constructor(plan: Plan) {
    this.plan = plan
    const stream = (n: number) => new Random(plan.seed * 65_537 + n)
    this.network = stream(11)
    this.people = stream(12)
    this.mishaps = stream(13)
    this.clocks = stream(14)
    this.ids = stream(15)
    this.versions = stream(18)
    this.minPull = plan.faults.olderClient > 0 && this.versions.chance(0.5) ? 2 : 1
  }

  get ended(): boolean {
    return this.violations.length > 0
  }

  get elapsed(): number {
    return this.now - start
  }

  at(delay: number, run: () => void): void {
    const event = { at: this.now + Math.max(0, Math.round(delay)), n: (this.#made += 1), run }
    const events = this.#events
    events.push(event)
    for (let child = events.length - 1; child > 0;) {
      const parent = (child - 1) >> 1
      if (!earlier(events[child], events[parent])) break
      ;[events[child], events[parent]] = [events[parent] as Event, events[child] as Event]
      child = parent
    }
  }

  /** The next event, and all that follows from it without time passing. False where there is none before `until`. */
  async step(until: number, after: () => void): Promise<boolean> {
    const first = this.#events[0]
    if (!first || first.at > until) return false
    const last = this.#events.pop() as Event
    if (this.#events.length > 0) this.#sink(last)
    this.now = Math.max(this.now, first.at)
    first.run()
    await settled()
    after()
    return true
  }

  #sink(event: Event): void {
    const events = this.#events
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= events.length) break
      if (child + 1 < events.length && earlier(events[child + 1], events[child])) child += 1
      const below = events[child] as Event
      if (!earlier(below, event)) break
      events[at] = below
      at = child
    }
    events[at] = event
  }

  /** True with the likelihood the plan gives the fault; never once healed. */
  mishap(name: keyof Plan['faults']): boolean {
    return !this.healed && this.mishaps.chance(this.plan.faults[name])
  }

  violated(invariant: number, what: string): void {
    this.violations.push({ invariant, what })
    this.tell(`*** invariant ${invariant}: ${what}`)
  }

  tell(what: string): void {
    this.story.push(`${String(Math.round(this.elapsed / 1000)).padStart(7)} s  ${what}`)
  }

  count(name: string): void {
    this.counts[name] = (this.counts[name] ?? 0) + 1
  }
}

const earlier = (a: Event | undefined, b: Event | undefined): boolean =>
  a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.n < b.n))

/** Everything that waits for nothing but its turn has had it. */
export const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))
