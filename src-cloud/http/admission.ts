/** Who may come in now, who waits, who is asked to come again: what is written goes before what is read. */
import { randomInt } from 'node:crypto'
import { AppError } from '../../shared/kernel/errors.ts'

/** In the order they are let in. A push of what has piled up in an outage is a `backlog`. */
export const classes = [
  'push',
  'backlog',
  'pull',
  'chart',
  'events',
  'audit',
  'blobs',
  'audit-read',
  'hydrate',
  'calendars',
] as const
export type Class = (typeof classes)[number]

export type AdmissionOptions = Readonly<{
  /** Requests at work at once. */
  atOnce: number
  /** How many of each class may wait. */
  waiting: Readonly<Record<Class, number>>
  /** At work at once of one class, where it must not take every place. */
  atMost?: Readonly<Partial<Record<Class, number>>>
}>

const ofEach = <T>(make: () => T): Record<Class, T> =>
  Object.fromEntries(classes.map((each) => [each, make()])) as Record<Class, T>

export const busy = (): AppError => new AppError('Unavailable', 'cloud.busy')
/** Seconds, at random: those who were turned away must not come back together. */
export const retryAfter = (): number => randomInt(1, 6)

/** Lets `atOnce` requests work at a time; the rest wait in line by class, and where a line is full throws `cloud.busy`. */
export class Admission {
  readonly #options: AdmissionOptions
  readonly #lines = ofEach((): (() => void)[] => [])
  readonly #at = ofEach(() => 0)

  constructor(options: AdmissionOptions) {
    this.#options = options
  }

  get working(): number {
    return classes.reduce((sum, each) => sum + this.#at[each], 0)
  }

  waiting(which: Class): number {
    return this.#lines[which].length
  }

  async run<T>(which: Class, work: () => Promise<T>): Promise<T> {
    if (this.working >= this.#options.atOnce || this.#isFull(which)) {
      const line = this.#lines[which]
      if (line.length >= this.#options.waiting[which]) throw busy()
      // whoever leaves hands over its place, counted already
      await new Promise<void>((resolve) => line.push(resolve))
    } else this.#at[which] += 1
    try {
      return await work()
    } finally {
      this.#at[which] -= 1
      const next = classes.find((each) => this.#lines[each].length > 0 && !this.#isFull(each))
      if (next) {
        this.#at[next] += 1
        this.#lines[next].shift()?.()
      }
    }
  }

  #isFull(which: Class): boolean {
    return this.#at[which] >= (this.#options.atMost?.[which] ?? Number.POSITIVE_INFINITY)
  }
}

type Line = { working: boolean; readonly now: (() => void)[]; readonly later: (() => void)[] }

/**
 * One at a time for each practice, in front of its row lock and of every place in the cloud: a busy practice takes one place
 * and no more. What somebody has just done goes before what has piled up.
 */
export class PracticeQueue {
  readonly #mostWaiting: number
  readonly #lines = new Map<string, Line>()

  /** `mostWaiting` of each kind; throws `cloud.busy` to the rest. */
  constructor(mostWaiting: number) {
    this.#mostWaiting = mostWaiting
  }

  async run<T>(practice: string, kind: 'push' | 'backlog', work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(practice) ?? { working: false, now: [], later: [] }
    this.#lines.set(practice, line)
    if (line.working) {
      const mine = kind === 'push' ? line.now : line.later
      if (mine.length >= this.#mostWaiting) throw busy()
      await new Promise<void>((resolve) => mine.push(resolve))
    }
    // whoever leaves hands over to one who waits, and nobody comes in between
    line.working = true
    try {
      return await work()
    } finally {
      const next = line.now.shift() ?? line.later.shift()
      if (next) next()
      else this.#lines.delete(practice)
    }
  }
}
