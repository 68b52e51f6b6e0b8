/**
 * Brings charts that are wanted, one after the other, and lets go of those that this workstation is not to hold. Beside the
 * lane of the log and independent of it: whatever is under way here, work is sent and read.
 */
import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../shared/kernel/errors.ts'
import { applyChart } from '../store/chart-apply.ts'
import { wantExpected } from '../store/expected-charts.ts'
import { chartsToLetGo, evictChart } from '../store/chart-evict.ts'
import { countLoading, nextWanted, readUpTo } from '../store/chart-state.ts'
import { holdingOf, recentSince } from '../store/holding.ts'
import { UnreadableRow } from '../store/incoming.ts'
import { furthestSeen } from '../store/points.ts'
import { enactHolding } from './enact-holding.ts'
import type { EngineParts } from './engine.ts'
import { Packer } from './packer.ts'
import { readChart } from './read-chart.ts'
import { Unreachable } from './transport.ts'

/** What is under way, in charts; while charts go, those that were looked at. */
export type ChartWork = Readonly<{ what: 'bringing' | 'letting-go'; done: number; total: number }>

export type KeeperParts = Pick<EngineParts, 'store' | 'transport' | 'now' | 'changed' | 'turn'> &
  Readonly<{
    /** Everything has been read a moment ago: only then is anything let go. In an outage whatever is here stays. */
    isCurrent(): boolean
    /** Whether this version may read what the cloud has. */
    isReading(): boolean
    /** The cloud has another history than what was read, or gives nothing more to this version: the next step of the engine greets. */
    greetAgain(): void
    /** What is under way; null when nothing is. */
    working?(work: ChartWork | null): void
    /** A chart could not be taken in by a fault of ours. The others go on. */
    failed?(error: unknown): void
  }>

const dayMs = 86_400_000
/** Patients whose charts are looked at in one go. */
const lookedAtOnce = 200
/** How often a workstation looks whether it holds more than it is to. */
const lookEveryMs = 6 * 3600_000
/** How often it is looked whose chart is not here and who is expected. */
const expectEveryMs = 60_000

export class ChartKeeper {
  readonly #parts: KeeperParts
  readonly #packer = new Packer()
  /** Not to be had by a fault of ours: not asked for again while somebody is signed in. */
  readonly #failed = new Set<string>()
  #brought = 0
  #look: Look | null = null
  #lookedLast: Readonly<{ holding: string; at: number }> | null = null
  #expectedLast = Number.NEGATIVE_INFINITY

  constructor(parts: KeeperParts) {
    this.#parts = parts
  }

  /** One round: sees to what is to be held, brings one chart, or lets some go. Throws Unreachable; nothing is lost by it. */
  async step(): Promise<'idle' | 'more'> {
    const { store, transport, isReading } = this.#parts
    if (!readUpTo(store) || !isReading()) return 'idle'
    if ((await enactHolding(store, transport, this.#parts.now())) === 'more') return 'more'
    this.#expect()
    const [wanted] = nextWanted(store, this.#failed.size + 1).filter(
      ({ patient }) => !this.#failed.has(patient),
    )
    if (wanted) return this.#bring(wanted.patient, wanted.loadMin)
    if (await this.#letSomeGo()) return 'more'
    this.#brought = 0
    this.#parts.working?.(null)
    return 'idle'
  }

  /** Whoever has an appointment soon: their chart is wanted, as one is that somebody asks for. */
  #expect(): void {
    const now = this.#parts.now()
    const at = Date.parse(now)
    if (Math.abs(at - this.#expectedLast) < expectEveryMs) return
    this.#expectedLast = at
    wantExpected(this.#parts.store, now)
  }

  /** Ends the thread it packs with. */
  close(): void {
    this.#packer.close()
  }

  async #bring(patient: string, loadMin: number): Promise<'idle' | 'more'> {
    const { store, transport, now, changed, greetAgain, working, failed } = this.#parts
    const seen = furthestSeen(store)
    if (!seen) return 'idle'
    const answer = await transport.chart(patient, loadMin, seen)
    if ('refused' in answer) {
      if (answer.refused === 'epoch-changed' || answer.refused === 'upgrade') greetAgain()
      // it has to be greeted first, or is behind: asked again in a while
      throw new Unreachable('busy')
    }
    const { asOf, rows } = readChart(answer, patient)
    const packed = await this.#packer.packed(rows)
    try {
      const published = applyChart(store, { patient, asOf, rows: packed, at: now() })
      if (published) changed(published)
    } catch (error) {
      // what the disk refuses is tried again; a chart that this version cannot read is not to keep the others waiting
      if (!(error instanceof UnreadableRow) && !(error instanceof AppError && error.code === 'Bug'))
        throw error
      this.#failed.add(patient)
      failed?.(error)
    }
    this.#brought += 1
    const left = countLoading(store)
    working?.({ what: 'bringing', done: this.#brought, total: this.#brought + left })
    return 'more'
  }

  /** Looks at some charts and lets those go that are not to be held. True where there are more to be looked at. */
  async #letSomeGo(): Promise<boolean> {
    const { store, isCurrent, changed, working, now, turn = () => setImmediate() } = this.#parts
    const holding = holdingOf(store.read)
    const at = Date.parse(now())
    const since = recentSince(holding, at)
    if (!holding || since === null || !isCurrent()) return false
    const look = this.#lookFor(JSON.stringify(holding), at)
    if (!look) return false
    const usedSince = new Date(at - holding.days * dayMs).toISOString()
    const { patients, next } = chartsToLetGo(
      store,
      { since, usedSince, now: now() },
      look.after,
      lookedAtOnce,
    )
    for (const patient of patients) {
      const published = evictChart(store, patient)
      if (published) changed(published)
      // whatever a person asks for has its turn
      await turn()
    }
    look.after = next ?? 0
    look.looked = Math.min(look.looked + lookedAtOnce, look.total)
    working?.({ what: 'letting-go', done: look.looked, total: look.total })
    if (next !== null) return true
    this.#look = null
    this.#lookedLast = { holding: look.holding, at }
    store.checkpoint()
    return false
  }

  /** The look that is under way, or another where it is time for one; null where it is not. */
  #lookFor(holding: string, at: number): Look | null {
    if (this.#look?.holding === holding) return this.#look
    const last = this.#lookedLast
    if (last?.holding === holding && Math.abs(at - last.at) < lookEveryMs) return null
    const total = this.#parts.store.prepare<[], { n: number }>('SELECT count(*) AS n FROM patients').get()?.n
    this.#look = { holding, after: 0, looked: 0, total: total ?? 0 }
    return this.#look
  }
}

/** At every patient, one stretch after the other, by one rule. */
type Look = { readonly holding: string; after: number; looked: number; readonly total: number }
