/**
 * Text messages by HTTP. `POST url` with `{ id, to, text }`, `Authorization: Bearer`, and `Idempotency-Key`, the reminder's id: whoever
 * stands between us and a carrier answers 2xx once it has taken it (docs/schedule.md, "Text messages").
 */
import { digitsOf } from '../../shared/kernel/fold.ts'
import { sent, type Came, type Outgoing, type Sender } from './sending.ts'

export type TextConfig = Readonly<{ url: string; token: string }>

/** A number in the United States as carriers write it; null for what is none. */
export function dialled(number: string): string | null {
  const digits = digitsOf(number)
  if (digits.length === 10) return `+1${digits}`
  return digits.length === 11 && digits.startsWith('1') ? `+${digits}` : null
}

export class TextSender implements Sender {
  readonly #config: TextConfig
  readonly #patienceMs: number

  constructor(config: TextConfig, patienceMs = 30_000) {
    this.#config = config
    this.#patienceMs = patienceMs
  }

  async send({ id, to, body }: Outgoing): Promise<Came> {
    const number = dialled(to)
    if (number === null) return { came: 'never', reason: 'address' }
    try {
      const answer = await fetch(this.#config.url, {
        method: 'POST',
        redirect: 'error',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${this.#config.token}`,
          'idempotency-key': id,
        },
        body: JSON.stringify({ id, to: number, text: body }),
        signal: AbortSignal.timeout(this.#patienceMs),
      })
      await answer.body?.cancel()
      if (answer.ok) return sent
      const isLater = answer.status >= 500 || [401, 403, 408, 425, 429].includes(answer.status)
      return { came: isLater ? 'again' : 'never', reason: `http-${answer.status}` }
    } catch (error) {
      // where no connection came about, nothing was said; otherwise it may have been heard
      const code = (error as { cause?: { code?: unknown } }).cause?.code
      const neverBegan = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']
      return neverBegan.includes(String(code))
        ? { came: 'again', reason: 'no-line' }
        : { came: 'unsure', reason: 'line-cut' }
    }
  }
}
