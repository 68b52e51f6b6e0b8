/** Who may come in now, who waits, who is asked to come again: what is written goes before what is read. */
import { randomInt } from 'node:crypto'
import { AppError } from '../../shared/kernel/errors.ts'

/** In the order they are let in. */
export const classes = ['push', 'pull', 'events', 'hydrate'] as const
export type Class = (typeof classes)[number]

export type AdmissionOptions = Readonly<{
  /** Requests at work at once. */
  atOnce: number
  /** How many of each class may wait. */
  waiting: Readonly<Record<Class, number>>
  /** At work at once of one class, where it must not take every place. */
  atMost?: Readonly<Partial<Record<Class, number>>>
}>

export const busy = (): AppError => new AppError('Unavailable', 'cloud.busy')
/** Seconds, at random: those who were turned away must not come back together. */
export const retryAfter = (): number => randomInt(1, 6)

/** Lets `atOnce` requests work at a time; the rest wait in line by class, and where a line is full throws `cloud.busy`. */
export class Admission {
  readonly #options: AdmissionOptions
  readonly #lines: Record<Class, (() => void)[]> = { push: [], pull: [], events: [], hydrate: [] }
  readonly #at: Record<Class, number> = { push: 0, pull: 0, events: 0, hydrate: 0 }

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

/** One at a time for each practice, in front of its row lock: one busy practice must not hold every connection. */
export class PracticeQueue {
  readonly #mostWaiting: number
  readonly #last = new Map<string, Readonly<{ done: Promise<unknown>; count: number }>>()

  constructor(mostWaiting: number) {
    this.#mostWaiting = mostWaiting
  }

  async run<T>(practice: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(practice)
    const count = (before?.count ?? 0) + 1
    if (count > this.#mostWaiting) throw busy()
    const mine = (before?.done ?? Promise.resolve()).then(work)
    const done = mine.catch(() => undefined).then(() => this.#leave(practice))
    this.#last.set(practice, { done, count })
    return mine
  }

  #leave(practice: string): void {
    const last = this.#last.get(practice)
    if (!last) return
    if (last.count <= 1) this.#last.delete(practice)
    else this.#last.set(practice, { done: last.done, count: last.count - 1 })
  }
}
