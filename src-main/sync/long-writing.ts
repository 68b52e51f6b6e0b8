/**
 * Page after page, or stretch after stretch: what is written meanwhile is taken from SQLite's log into the file by a second thread, so
 * that no commit does it by the way and holds up whoever asks for something.
 */
import type { Checkpointer } from '../store/checkpointer.ts'
import type { Store } from '../store/store.ts'

/** How often what was written is taken into the file where there is no second thread, in transactions. */
const stepsToCheckpoint = 8

export class LongWriting {
  readonly #store: Store
  #checkpointer: Checkpointer | null = null
  #isOn = false
  #transactions = 0
  /** Of what was written since it was last looked at, in stretches. */
  #weight = 0

  constructor(store: Store) {
    this.#store = store
  }

  begin(): void {
    if (this.#isOn) return
    this.#isOn = true
    this.#store.writesForLong(true)
    this.#checkpointer ??= this.#store.checkpointer()
  }

  /** After a transaction. True where the caller's thread was held up for what is left in the log. */
  step(): boolean {
    if (!this.#isOn) return false
    this.#transactions += 1
    const isDue = this.#checkpointer?.step() ?? this.#isTurn
    if (isDue) this.#store.checkpoint()
    return isDue
  }

  /** A transaction wrote as much as `weight` stretches. */
  wrote(weight: number): void {
    if (!this.#isOn) return
    this.#transactions += 1
    this.#weight += weight
  }

  /**
   * Before the next: where it is time for it the second thread takes all that was written, and the caller writes nothing until that is done. So
   * neither a commit waits for a disk that the other thread has work for, nor is anything left to this one; whoever asks has their turn meanwhile.
   */
  async rest(): Promise<void> {
    if (!this.#isOn || this.#weight === 0) return
    const weight = this.#weight
    this.#weight = 0
    const isDue = (await this.#checkpointer?.take(weight)) ?? this.#isTurn
    if (isDue && this.#isOn && this.#store.isOpen) this.#store.checkpoint()
  }

  get #isTurn(): boolean {
    return this.#transactions % stepsToCheckpoint === 0
  }

  /** The rules of every day again. The thread ends when it has done what it is at; also where the store has been closed meanwhile. */
  end(): void {
    if (!this.#isOn) return
    this.#isOn = false
    void this.#checkpointer?.end()
    this.#checkpointer = null
    if (!this.#store.isOpen) return
    this.#store.writesForLong(false)
    this.#store.checkpoint()
  }
}
