/** What is copied from a chart does not stay: it leaves the clipboard after a minute, at every lock and at exit. */
import { clipboard } from 'electron'

const seconds = 60

export class PatientClipboard {
  #timer: NodeJS.Timeout | null = null

  /** Resolves to the seconds until it is cleared. */
  async copy(text: string): Promise<number> {
    await clipboard.writeText(text)
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.clear(), seconds * 1000).unref()
    return seconds
  }

  clear(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    clipboard.clear()
  }
}
