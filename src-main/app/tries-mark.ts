/** The mark of the tries to come in (src-main/vault/tries.ts), on its way to the keychain: the last one counts, and nobody waits for it. */
import { atMost } from './at-most.ts'
import type { Keychain } from './keychain.ts'

export class TriesMark {
  readonly #keychain: Pick<Keychain, 'readMark' | 'writeMark'>
  readonly #failed: (error: unknown) => void
  #next: Readonly<{ device: string; mark: string }> | null = null
  #writing: Promise<void> | null = null

  constructor(keychain: Pick<Keychain, 'readMark' | 'writeMark'>, failed: (error: unknown) => void) {
    this.#keychain = keychain
    this.#failed = failed
  }

  /** When what is on its way is there. */
  async read(device: string | null): Promise<string | null> {
    await this.#writing
    return device === null ? null : this.#keychain.readMark(device, 'tries')
  }

  keep(device: string, mark: string): void {
    this.#next = { device, mark }
    this.#writing ??= this.#write().finally(() => (this.#writing = null))
  }

  /** A keychain that does not answer keeps nobody: so many ms at most. */
  async settled(ms: number): Promise<void> {
    await atMost(ms, this.#writing)
  }

  async #write(): Promise<void> {
    for (let next = this.#next; next !== null; next = this.#next) {
      this.#next = null
      try {
        await this.#keychain.writeMark(next.device, next.mark, 'tries')
      } catch (error) {
        this.#failed(error)
      }
    }
  }
}
