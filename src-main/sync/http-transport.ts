/** The questions of sync over HTTPS. */
import { z } from 'zod'
import { Manifest } from '../../shared/sync/hydrate.ts'
import {
  HelloReply,
  PullRefusal,
  PushReply,
  cursorText,
  readCursor,
  type Cursor,
  type Hello,
  type Page,
  type Push,
} from '../../shared/sync/wire.ts'
import { HttpsLink, type CloudPlace, type LinkOptions } from './https-link.ts'
import { Unreachable, type Transport } from './transport.ts'

const PageHeader = z.strictObject({ from: z.string(), to: z.string(), head: z.int().min(0) })
const ofTheLog = new Set([200, 409, 410, 426])
/** Of a segment: there it is, or it is no more. */
const ofSegments = new Set([200, 404])
/** The cloud says that it is there every 25 seconds. */
const silenceMs = 60_000

export class HttpTransport implements Transport {
  readonly #link: HttpsLink

  constructor(place: CloudPlace, options: LinkOptions = {}) {
    this.#link = new HttpsLink(place, options)
  }

  async hello(hello: Hello): Promise<HelloReply> {
    const { text } = await this.#ask('POST', '/v1/sync/hello', JSON.stringify(hello))
    return parsed(HelloReply, text)
  }

  async push(push: Push): Promise<PushReply | PullRefusal> {
    const { status, text } = await this.#ask('POST', '/v1/sync/push', JSON.stringify(push))
    return status === 200 ? parsed(PushReply, text) : parsed(PullRefusal, text)
  }

  async pull(cursor: Cursor, limit: number): Promise<Page | PullRefusal> {
    const query = new URLSearchParams({ cursor: cursorText(cursor), limit: String(limit) })
    const { status, text } = await this.#ask('GET', `/v1/sync/pull?${query.toString()}`)
    return status === 200 ? pageOf(text) : parsed(PullRefusal, text)
  }

  async hydrate(): Promise<Manifest> {
    const { text } = await this.#ask('POST', '/v1/sync/hydrate')
    return parsed(Manifest, text)
  }

  async segment(snapshot: string, n: number): Promise<Uint8Array | null> {
    const path = `/v1/sync/hydrate/${snapshot}/${n}`
    const { status, bytes } = await this.#link.ask({ method: 'GET', path, answers: ofSegments })
    return status === 200 ? bytes : null
  }

  /** Resolves when the cloud ends it or `signal` does. `poked`: there is more to pull, or there may be, at the beginning. */
  listen(signal: AbortSignal, poked: () => void): Promise<void> {
    return this.#link.listen('/v1/sync/events', silenceMs, signal, poked)
  }

  /** Ends the connections that are kept. */
  close(): void {
    this.#link.close()
  }

  async #ask(
    method: 'GET' | 'POST',
    path: string,
    body?: string,
  ): Promise<Readonly<{ status: number; text: string }>> {
    const asked = { method, path, answers: ofTheLog, ...(body !== undefined && { body }) }
    const { status, bytes } = await this.#link.ask(asked)
    return { status, text: bytes.toString('utf8') }
  }
}

/** What the cloud signed with its certificate and still cannot be read was changed or cut on the way. */
function parsed<T>(schema: z.ZodType<T>, text: string): T {
  const result = schema.safeParse(json(text))
  if (!result.success) throw new Unreachable('captive-portal')
  return result.data
}

function pageOf(text: string): Page {
  const [first = '', ...lines] = text.split('\n')
  const header = parsed(PageHeader, first)
  const [from, to] = [readCursor(header.from), readCursor(header.to)]
  // every line ends: one that does not was cut
  if (!from || !to || lines.pop() !== '') throw new Unreachable('captive-portal')
  return { from, to, head: header.head, lines }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
