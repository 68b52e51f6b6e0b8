/** Looks for news for every workstation that listens, in one query for all of them. */
import type { PostgresPractices } from '../postgres/practices.ts'

/** What a workstation is told: there is more to pull. */
export type Poke = Readonly<{ e: string; s: number }>
type Listener = (poke: Poke) => void

export class HeadWatch {
  readonly #practices: Pick<PostgresPractices, 'heads'>
  readonly #listeners = new Map<string, Map<Listener, string>>()
  readonly #timer: NodeJS.Timeout
  #looking = false

  constructor(practices: Pick<PostgresPractices, 'heads'>, everyMs = 500) {
    this.#practices = practices
    this.#timer = setInterval(() => void this.look(), everyMs)
  }

  get listening(): number {
    return [...this.#listeners.values()].reduce((sum, each) => sum + each.size, 0)
  }

  /** Tells the head soon, and again whenever it has changed. Returns how to stop. */
  listen(practice: string, listener: Listener): () => void {
    const all = this.#listeners.get(practice) ?? new Map<Listener, string>()
    all.set(listener, '')
    this.#listeners.set(practice, all)
    return () => {
      all.delete(listener)
      if (all.size === 0 && this.#listeners.get(practice) === all) this.#listeners.delete(practice)
    }
  }

  /** One look. A database that does not answer is looked at again next time: workstations pull by themselves too. */
  async look(): Promise<void> {
    if (this.#looking || this.#listeners.size === 0) return
    this.#looking = true
    try {
      for (const { practice, e, s } of await this.#practices.heads([...this.#listeners.keys()])) {
        const told = `${e}.${s}`
        const listeners = this.#listeners.get(practice)
        for (const [listener, last] of listeners ?? []) {
          if (last === told) continue
          listeners?.set(listener, told)
          listener({ e, s })
        }
      }
    } catch {
      // said in the log by whoever needed an answer
    } finally {
      this.#looking = false
    }
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#listeners.clear()
  }
}
