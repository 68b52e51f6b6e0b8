/** What all workers have counted, in one answer: each figure says which worker it is of. */
import { AggregatorRegistry } from 'prom-client'
import type { ToWorker } from './protocol.ts'

type Asked = Readonly<{ send(message: ToWorker): unknown }>
type Open = { left: number; readonly heard: (readonly unknown[])[]; done(): void }

/** A worker that does not answer by then is left out. */
const patienceMs = 2000

export class Counts {
  readonly #open = new Map<number, Open>()
  #questions = 0

  /** Asks each worker and resolves to the text that Prometheus reads. */
  async ask(workers: readonly Asked[]): Promise<string> {
    this.#questions += 1
    const question = this.#questions
    const heard: (readonly unknown[])[] = []
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, patienceMs)
      const done = () => {
        clearTimeout(late)
        resolve()
      }
      this.#open.set(question, { left: workers.length, heard, done })
      for (const worker of workers) worker.send({ t: 'count', question })
    })
    this.#open.delete(question)
    // every figure has its worker's label, so that adding up changes none of them and leaves none out
    const kept = heard.map((metrics) => metrics.map((each) => ({ ...(each as object), aggregator: 'sum' })))
    return AggregatorRegistry.aggregate(kept).metrics()
  }

  heard(question: number, metrics: readonly unknown[]): void {
    const open = this.#open.get(question)
    if (!open) return
    open.heard.push(metrics)
    open.left -= 1
    if (open.left === 0) open.done()
  }
}
