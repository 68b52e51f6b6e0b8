/** The questions of sync over HTTPS. */
import { z } from 'zod'
import { Id } from '../../shared/kernel/fields.ts'
import type { Window } from '../../shared/sync/charts.ts'
import { Manifest } from '../../shared/sync/hydrate.ts'
import type { Weigh } from '../../shared/sync/log-chain.ts'
import {
  HelloReply,
  PullRefusal,
  PushReply,
  RowsPage,
  cursorText,
  readCursor,
  schemaHeader,
  schemaVersion,
  type Cursor,
  type Hello,
  type Page,
  type Push,
} from '../../shared/sync/wire.ts'
import { HttpsLink, type CloudPlace, type LinkOptions, type Secured } from './https-link.ts'
import { Packer } from './packer.ts'
import { ReadAhead } from './read-ahead.ts'
import { jsonOf } from './read-line.ts'
import { sha256 } from './sha256.ts'
import { Unreachable, type PageTaken, type Transport } from './transport.ts'

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

const PageHeader = z.object({
  from: z.string(),
  to: z.string(),
  head: z.int().min(0),
  /** Hashes of what a compacted range leaves out: 32 bytes each, base64. */
  left: z.base64().optional(),
})
const ofTheLog = new Set([200, 409, 410, 426])
/** Of a segment: there it is, or it is no more. */
const ofSegments = new Set([200, 404])
/** The cloud says that it is there every 25 seconds. */
const silenceMs = 60_000

type Asked = Readonly<{ status: number; text: string }>

export class HttpTransport implements Transport {
  readonly #link: HttpsLink
  readonly #log = new ReadAhead((...asked) => this.#page(...asked), { sha256, turn, packer: new Packer() })
  readonly #headers: Readonly<Record<string, string>>

  /** `schema`: the version of the shapes that this workstation knows. */
  constructor(place: CloudPlace, options: LinkOptions = {}, schema: number = schemaVersion) {
    this.#link = new HttpsLink(place, options)
    this.#headers = { [schemaHeader]: String(schema) }
  }

  async hello(hello: Hello): Promise<HelloReply | PullRefusal> {
    const { status, text } = await this.#ask('POST', '/v1/sync/hello', JSON.stringify(hello))
    return status === 200 ? parsed(HelloReply, text) : parsed(PullRefusal, text)
  }

  async push(push: Push): Promise<PushReply | PullRefusal> {
    // what was read ahead does not say what becomes of this
    this.#log.forget()
    const { status, text } = await this.#ask('POST', '/v1/sync/push', JSON.stringify(push))
    return status === 200 ? parsed(PushReply, text) : parsed(PullRefusal, text)
  }

  pull(
    cursor: Cursor,
    limit: number,
    asOf: Cursor | null = null,
    weigh?: Weigh,
  ): Promise<PageTaken | PullRefusal> {
    return this.#log.pull(cursor, limit, asOf, weigh)
  }

  async #page(cursor: Cursor, limit: number, asOf: Cursor | null): Promise<Page | PullRefusal> {
    const { status, text } = await this.#ask('GET', pullPath(cursor, limit, asOf))
    return status === 200 ? pageOf(text) : parsed(PullRefusal, text)
  }

  async rows(type: string, after: string | null): Promise<RowsPage> {
    const query = after === null ? '' : `?${new URLSearchParams({ after }).toString()}`
    const { text } = await this.#ask('GET', `/v1/sync/rows/${encodeURIComponent(type)}${query}`)
    return parsed(RowsPage, text)
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

  async chart(patient: string, minSeq: number, seen: Cursor): Promise<Uint8Array | PullRefusal> {
    const query = new URLSearchParams({ minSeq: String(minSeq), seen: cursorText(seen) })
    const path = `/v1/sync/charts/${patient}?${query.toString()}`
    const { status, bytes } = await this.#link.ask({
      method: 'GET',
      path,
      headers: this.#headers,
      answers: ofTheLog,
    })
    return status === 200 ? bytes : parsed(PullRefusal, bytes.toString('utf8'))
  }

  async activeCharts({ since, before }: Window): Promise<readonly string[]> {
    const query = new URLSearchParams({ since, ...(before !== null && { before }) })
    const { text } = await this.#ask('GET', `/v1/sync/charts?${query.toString()}`)
    return valid(z.array(Id), text.split('\n').slice(0, -1))
  }

  /** Resolves when the cloud ends it or `signal` does. `poked`: there is more to pull, or there may be, at the beginning. */
  listen(signal: AbortSignal, poked: () => void): Promise<void> {
    return this.#link.listen('/v1/sync/events', silenceMs, signal, poked)
  }

  get secured(): Secured | null {
    return this.#link.secured
  }

  /** Ends the connections that are kept. */
  close(): void {
    this.#log.close()
    this.#link.close()
  }

  async #ask(method: 'GET' | 'POST', path: string, body?: string): Promise<Asked> {
    const asked = {
      method,
      path,
      headers: this.#headers,
      answers: ofTheLog,
      ...(body !== undefined && { body }),
    }
    const { status, bytes } = await this.#link.ask(asked)
    return { status, text: bytes.toString('utf8') }
  }
}

const pullPath = (cursor: Cursor, limit: number, asOf: Cursor | null): string =>
  `/v1/sync/pull?${new URLSearchParams({
    cursor: cursorText(cursor),
    limit: String(limit),
    ...(asOf && { asOf: cursorText(asOf) }),
  }).toString()}`

/** What the cloud signed with its certificate and still cannot be read was changed or cut on the way. */
const parsed = <T>(schema: z.ZodType<T>, text: string): T => valid(schema, jsonOf(text))

function valid<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (!result.success) throw new Unreachable('captive-portal')
  return result.data
}

function pageOf(text: string): Page {
  const [first = '', ...lines] = text.split('\n')
  const header = parsed(PageHeader, first)
  const [from, to] = [readCursor(header.from), readCursor(header.to)]
  // every line ends: one that does not was cut
  if (!from || !to || lines.pop() !== '') throw new Unreachable('captive-portal')
  const left = header.left === undefined ? [] : hashesOf(Buffer.from(header.left, 'base64'))
  return { from, to, head: header.head, lines, ...(left.length > 0 && { left }) }
}

const hashesOf = (bytes: Buffer): string[] => bytes.toString('hex').match(/.{64}/g) ?? []
