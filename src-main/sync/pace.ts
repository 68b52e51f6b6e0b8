/** How much is written in one go: little while somebody is there, who would wait for it; more where nobody is. */

/** How long a stretch is to take, in ms. Nobody asks again in the moment after an answer: a key is pressed every 60 ms at most. */
const stretchMs = { answered: 12, asked: 3, alone: 40 }
const answeredMs = 15
/** Whoever has asked for something within so many ms is taken to be there. */
const thereMs = 3000

/**
 * The write-ahead log is written back where nobody waits for it: in the moment after an answer, in small pieces; else when so
 * much has come together that it must not grow on.
 */
const checkpointLines = { answered: 600, else: 6000, over: 1 }

export interface Pace {
  /** Lines of the next stretch. */
  lines(): number
  /** How long a stretch of so many lines took. */
  took(lines: number, ms: number): void
  /** After how many lines the write-ahead log is written back now. `isOver`: nothing follows. */
  linesToCheckpoint(isOver: boolean): number
}

/** Goes by what the last stretches took. `asked`: when somebody last asked this store for something. Both clocks in ms. */
export class MeasuredPace implements Pace {
  readonly #asked: () => number
  readonly #mono: () => number
  #linesPerMs = 10

  constructor(asked: () => number, mono: () => number = () => performance.now()) {
    this.#asked = asked
    this.#mono = mono
  }

  lines(): number {
    const since = this.#since
    const ms = since < answeredMs ? stretchMs.answered : since < thereMs ? stretchMs.asked : stretchMs.alone
    return Math.max(1, Math.round(ms * this.#linesPerMs))
  }

  took(lines: number, ms: number): void {
    const measured = lines / Math.max(ms, 0.1)
    this.#linesPerMs += (measured - this.#linesPerMs) / 4
  }

  linesToCheckpoint(isOver: boolean): number {
    if (this.#since < answeredMs) return checkpointLines.answered
    return isOver ? checkpointLines.over : checkpointLines.else
  }

  get #since(): number {
    return this.#mono() - this.#asked()
  }
}
