/** The pages that talk to this vault: one sealed channel each. */
import { nodeCipher, nodeDeflate } from './node-cipher.ts'
import { startChannel, type SealedChannel } from './sealed-channel.ts'
import type { Dispatch } from './dispatch.ts'
import type { FromVault } from './wire.ts'

export class Windows {
  readonly #channels = new Map<number, SealedChannel>()
  readonly #dispatch: Dispatch
  readonly #send: (message: FromVault) => void

  constructor(dispatch: Dispatch, send: (message: FromVault) => void) {
    this.#dispatch = dispatch
    this.#send = send
  }

  /** A page has loaded. An earlier channel of the same window is forgotten with it. */
  async hello(window: number, pageKey: Uint8Array): Promise<void> {
    try {
      const start = await startChannel('vault', nodeCipher, nodeDeflate)
      this.#channels.set(window, await start.finish(pageKey))
      this.#send({ t: 'hello', window, publicKey: start.publicKey })
    } catch {
      // no point on the curve: whoever sent it gets no channel, and keeps none
      this.#channels.delete(window)
      this.#send({ t: 'refused', window, call: null, reason: 'hello' })
    }
  }

  gone(window: number): void {
    this.#channels.delete(window)
  }

  /** One call: the name on the first line, and after a space the id of a command; then its input as JSON. */
  async call(window: number, call: number, frame: Uint8Array): Promise<void> {
    const channel = this.#channels.get(window)
    try {
      if (!channel) throw new Error('no channel')
      const text = await channel.open(frame)
      const end = text.indexOf('\n')
      const [name = '', commandId = null] = text.slice(0, Math.max(end, 0)).split(' ', 2)
      const reply = await this.#dispatch(name, text.slice(end + 1), 'window', commandId)
      this.#send({ t: 'reply', window, call, frame: await channel.seal(JSON.stringify(reply)) })
    } catch {
      this.#send({ t: 'refused', window, call, reason: 'frame' })
    }
  }

  /** Tells every page something; what cannot be delivered any more is no loss. */
  async tell(event: string, value: unknown): Promise<void> {
    const text = JSON.stringify({ event, value })
    for (const [window, channel] of this.#channels)
      this.#send({ t: 'event', window, frame: await channel.seal(text) })
  }
}
