/** The charts of one workstation: the production keeper, and what is remembered of its answers to look at what is shown. */
import { zstdDecompressSync } from 'node:zlib'
import { ChartKeeper } from '../../src-main/sync/chart-keeper.ts'
import type { Step, SyncEngine } from '../../src-main/sync/engine.ts'
import { isReading } from '../../src-main/sync/negotiation.ts'
import { Link } from './link.ts'
import type { Workstation } from './workstation.ts'

export class KeptCharts {
  keeper: ChartKeeper | null = null
  /** By chart and point, the hash of the point that an answer was as of. */
  readonly points = new Map<string, string>()
  /** By chart, the furthest point it was shown as of. */
  readonly shownAsOf = new Map<string, Readonly<{ epoch: string; seq: number }>>()
  /** Rows of charts that came, and were not looked at since. */
  readonly keys = new Set<string>()
  readonly #station: Workstation
  /** One round of the keeper at a time. */
  #keeping = false
  #turn = 0
  #failures = 0

  constructor(station: Workstation) {
    this.#station = station
  }

  start(engine: SyncEngine): void {
    const station = this.#station
    const { life, world } = station
    this.#keeping = false
    this.keeper = new ChartKeeper({
      store: station.store,
      transport: new Link(world, station),
      now: () => station.wall,
      changed: () => undefined,
      turn: () => station.turn(life),
      isCurrent: () => station.current,
      isReading: () => isReading(engine.needsUpdate),
      greetAgain: () => engine.disconnected(),
      failed: (error) => {
        throw error
      },
    })
    this.#next(world.network.wait(2000))
  }

  stop(): void {
    this.keeper = null
  }

  /** Somebody has opened one. */
  soon(): void {
    this.#next(this.#station.world.network.wait(100))
  }

  /** An answer has come, whatever becomes of it. */
  came(body: Uint8Array): void {
    const [first = '', ...lines] = zstdDecompressSync(body).toString().trimEnd().split('\n')
    const { patient, asOf } = JSON.parse(first) as { patient: string; asOf: string }
    const [epoch, seq, h = ''] = asOf.split('.')
    this.points.set(`${patient}/${epoch}.${seq}`, h)
    for (const line of lines) {
      const { t, id } = JSON.parse(line) as { t: string; id: string }
      this.keys.add(`${t}/${id}`)
    }
  }

  #next(delay: number): void {
    const { life, world } = this.#station
    const turn = (this.#turn += 1)
    world.at(delay, () => {
      if (this.#station.life !== life || turn !== this.#turn || this.#keeping) return
      if (this.keeper && !world.healed) void this.kept(this.keeper.step())
    })
  }

  /** What comes after a round of bringing charts and letting them go. Resolves to it, or null where it failed. */
  async kept(step: Promise<Step>): Promise<Step | null> {
    const station = this.#station
    const { life, world } = station
    this.#keeping = true
    try {
      const found = await step
      this.#keeping = false
      this.#failures = 0
      this.#next(found === 'more' ? 20 : world.plan.pollMs)
      return found
    } catch (error) {
      if (station.life !== life) return null
      this.#keeping = false
      station.failed(error)
      this.#failures += 1
      this.#next(world.network.next() * Math.min(300_000, 1000 * 2 ** this.#failures))
      return null
    } finally {
      world.dirty.add(station)
      station.noFault()
    }
  }
}
