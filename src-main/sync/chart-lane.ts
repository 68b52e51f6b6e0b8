/** Keeps the charts of this workstation as they are to be while somebody is signed in: beside the lane of the log. */
import type { ChartKeeper } from './chart-keeper.ts'
import { jitter } from './jitter.ts'
import { Unreachable } from './transport.ts'

export type ChartLaneParts = Readonly<{
  keeper: Pick<ChartKeeper, 'step' | 'close'>
  /** From 0 to 1. */
  random(): number
  /** A step failed by a fault of ours: it is told to the log, and tried again like any other. */
  failed(error: unknown): void
  /** How long a quiet one waits before it looks by itself. */
  pollMs?: number
  /** The longest wait after a failure. */
  longestWaitMs?: number
}>

/** What people ask for has its turn between two charts. */
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export class ChartLane {
  readonly #parts: ChartLaneParts
  #ended = false
  #wake: () => void = () => undefined
  #nudged = false
  #failures = 0
  #running: Promise<void> = Promise.resolve()

  constructor(parts: ChartLaneParts) {
    this.#parts = parts
  }

  start(): void {
    this.#running = this.#run()
  }

  /** A chart is wanted, what is to be held is another, or the cloud has been reached. */
  nudge(): void {
    this.#nudged = true
    this.#wake()
  }

  /** Ends it after the chart under way. */
  async stop(): Promise<void> {
    this.#ended = true
    this.#wake()
    await this.#running
    this.#parts.keeper.close()
  }

  async #run(): Promise<void> {
    const { keeper, pollMs = 60_000 } = this.#parts
    while (!this.#ended) {
      this.#nudged = false
      try {
        const step = await keeper.step()
        this.#failures = 0
        if (step === 'more') await breath()
        else await this.#rest(pollMs)
      } catch (error) {
        // the store may be closed under a step that was on its way when everything ended
        if (this.#ended) break
        if (!(error instanceof Unreachable)) this.#parts.failed(error)
        await this.#rest(this.#waitAfter(error instanceof Unreachable ? error.retryAfterMs : null))
      }
    }
  }

  #waitAfter(retryAfterMs: number | null): number {
    const { random, longestWaitMs = 60_000 } = this.#parts
    const own = jitter(this.#failures, longestWaitMs, random)
    this.#failures += 1
    return Math.max(retryAfterMs ?? 0, own)
  }

  async #rest(ms: number): Promise<void> {
    if (this.#nudged || this.#ended) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => undefined
  }
}
