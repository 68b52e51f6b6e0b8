/**
 * Takes what was written from the log into the file on a thread of its own. Every page is deciphered, enciphered and
 * authenticated on that way, and the disk is waited for: on the vault's own thread nobody could ask for anything
 * meanwhile. Where the vault goes on writing the thread never ends the log: the vault does, when little is left of it.
 */
import { Worker } from 'node:worker_threads'
import { threadFile } from './thread-file.ts'

/** `key`: of its own memory, which is written over when the file is open. */
export type CheckpointerStart = Readonly<{ file: string; key: Uint8Array<ArrayBuffer> }>

/** Pages that many transactions have written go back into the file once. */
const stepsToTake = 24

export class Checkpointer {
  readonly #worker: Worker
  #state: 'taking' | 'taken' | 'idle' | 'failed' = 'idle'
  #steps = 0
  /** Whoever waits until it is taken. */
  #waiting: (() => void)[] = []
  readonly #ended = Promise.withResolvers<void>()

  /** `key` is copied. */
  constructor(file: string, key: Uint8Array) {
    const start: CheckpointerStart = { file, key: new Uint8Array(key) }
    this.#worker = new Worker(threadFile('checkpoint-worker'), {
      workerData: start,
      transferList: [start.key.buffer],
      execArgv: [],
      env: {},
    })
    // a process that ends does not wait for a thread nobody waits for
    this.#worker.unref()
    this.#worker.on('message', () => this.#is('taken'))
    this.#worker.on('error', () => this.#is('failed'))
    this.#worker.on('exit', () => {
      this.#is('failed')
      this.#ended.resolve()
    })
  }

  /** After each transaction. True where the caller is to take what is left: the thread has just taken most of it, or has failed. */
  step(): boolean {
    this.#steps += 1
    if (this.#state === 'taken') {
      this.#state = 'idle'
      this.#steps = 0
      return true
    }
    if (this.#steps < stepsToTake) return false
    if (this.#state === 'failed') this.#steps = 0
    if (this.#state !== 'idle') return this.#state === 'failed'
    this.#state = 'taking'
    this.#worker.postMessage('take')
    return false
  }

  /**
   * After what counts as `weight` transactions, for a caller who writes nothing until it is done: so nothing is left of the log, and the caller's
   * thread does none of it. True where it is time for it, and the thread has failed.
   */
  async take(weight: number): Promise<boolean> {
    this.#steps += weight
    if (this.#steps < stepsToTake) return false
    this.#steps = 0
    if (this.#state === 'failed') return true
    this.#state = 'taking'
    this.#worker.postMessage('take')
    await new Promise<void>((resolve) => this.#waiting.push(resolve))
    return false
  }

  #is(state: 'taken' | 'failed'): void {
    this.#state = state
    for (const go of this.#waiting.splice(0)) go()
  }

  /** Ends the thread, when it has done what it is at. */
  async end(): Promise<void> {
    this.#worker.ref()
    if (this.#state !== 'failed') this.#worker.postMessage('end')
    await this.#ended.promise
  }
}
