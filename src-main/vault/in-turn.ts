import { storeError } from '../store/cipher.ts'

/** Whoever comes in, comes in alone: a second click waits, and then finds that it is done. Errors come as `storeError` makes them. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve()

  do<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work).catch((error: unknown) => {
      throw storeError(error)
    })
    this.#last = next.catch(() => undefined)
    return next
  }
}
