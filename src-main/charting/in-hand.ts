/** What pages have begun to send or have opened, by the tokens they know it by. In memory only, and gone with the vault. */
import type { Store } from '../store/store.ts'

/** The few most recent: a page that went away says nothing. */
const most = 12

export class InHand<T> {
  readonly #byStore = new WeakMap<Store, Map<string, T>>()
  readonly #letGo: (it: T) => Promise<unknown>

  constructor(letGo: (it: T) => Promise<unknown> = () => Promise.resolve()) {
    this.#letGo = letGo
  }

  put(store: Store, token: string, it: T): void {
    const held = this.#byStore.get(store) ?? new Map<string, T>()
    this.#byStore.set(store, held)
    held.set(token, it)
    for (const [old, each] of held) {
      if (held.size <= most) break
      held.delete(old)
      void this.#letGo(each)
    }
  }

  get(store: Store, token: string): T | undefined {
    return this.#byStore.get(store)?.get(token)
  }

  take(store: Store, token: string): T | undefined {
    const it = this.get(store, token)
    this.#byStore.get(store)?.delete(token)
    return it
  }
}
