/** Notes every hour what of disk and numbers is used, while somebody is signed in. */
import { statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { noteDay } from '../store/daily-figure.ts'
import type { Store } from '../store/store.ts'

const everyMs = 3_600_000

export class DayBook {
  readonly #clock: Clock
  /** The file of the record store. */
  readonly #file: string
  #timer: NodeJS.Timeout | null = null

  constructor(clock: Clock, file: string) {
    this.#clock = clock
    this.#file = file
  }

  begin(store: Store): void {
    this.#note(store)
    this.#timer = setInterval(() => this.#note(store), everyMs).unref()
  }

  end(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  /** Bytes that are free on the disk of the store, and that the store takes. */
  async disk(): Promise<Readonly<{ free: number; store: number }>> {
    const { bavail, bsize } = await statfs(dirname(this.#file))
    return { free: bavail * bsize, store: this.#size }
  }

  get #size(): number {
    return statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0
  }

  #note(store: Store): void {
    try {
      noteDay(store, instantOf(this.#clock.now()).slice(0, 10), this.#size)
    } catch {
      // a full disk, say: nobody is kept from their work for a figure
    }
  }
}
