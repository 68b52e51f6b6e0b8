/** The way to the cloud over HTTPS: trusts the practice's own authority and nothing else. */
import { Agent, request } from 'node:https'
import { z } from 'zod'
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
import { Unreachable, type Transport } from './transport.ts'

export type CloudPlace = Readonly<{
  /** Host name or address, as it stands in the cloud's certificate. */
  host: string
  port: number
  /** PEM; more than one where a backup authority is pinned too. The machine's own authorities are not asked. */
  ca: readonly string[]
  token: string
}>

export type HttpTransportOptions = Readonly<{
  /** TLS 1.2 too. */
  allowTls12?: boolean
  /** Without a byte for so long the other side is taken for gone. */
  timeoutMs?: number
}>

type Answer = Readonly<{ status: number; text: string }>

/** Larger than any page; what goes on longer is no answer of ours. */
const mostBytes = 256 * 1024 * 1024
const PageHeader = z.strictObject({ from: z.string(), to: z.string(), head: z.int().min(0) })

export class HttpTransport implements Transport {
  readonly #place: CloudPlace
  readonly #agent: Agent
  readonly #timeoutMs: number

  constructor(place: CloudPlace, { allowTls12 = false, timeoutMs = 30_000 }: HttpTransportOptions = {}) {
    this.#place = place
    this.#timeoutMs = timeoutMs
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: 2,
      ca: [...place.ca],
      minVersion: allowTls12 ? 'TLSv1.2' : 'TLSv1.3',
    })
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

  /** Ends the connections that are kept. */
  close(): void {
    this.#agent.destroy()
  }

  /** Resolves to an answer of the cloud's own: 200, or one of the refusals of the log. Throws Unreachable for all else. */
  #ask(method: 'GET' | 'POST', path: string, body?: string): Promise<Answer> {
    const { host, port, token } = this.#place
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host,
          port,
          method,
          path,
          agent: this.#agent,
          timeout: this.#timeoutMs,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(body),
            }),
          },
        },
        (response) => {
          const chunks: Buffer[] = []
          let bytes = 0
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length
            chunks.push(chunk)
            if (bytes > mostBytes) sent.destroy(new Unreachable('captive-portal'))
          })
          response.on('error', (error) => reject(whyOf(error)))
          response.on('end', () => {
            const status = response.statusCode ?? 0
            const refused = refusalOf(status, response.headers)
            if (refused) return reject(refused)
            resolve({ status, text: Buffer.concat(chunks).toString('utf8') })
          })
        },
      )
      sent.on('timeout', () => sent.destroy(new Unreachable('timeout')))
      sent.on('error', (error) => reject(whyOf(error)))
      sent.end(body)
    })
  }
}

const ofTheLog = new Set([200, 409, 410, 426])

function refusalOf(
  status: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Unreachable | null {
  // a page to sign in at, a proxy, a neighbour's printer: whatever it is, the cloud did not answer
  if (headers['x-holdfast-cloud'] !== '1') return new Unreachable('captive-portal')
  if (ofTheLog.has(status)) return null
  const seconds = Number(headers['retry-after'])
  const wait = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
  return status >= 500 || status === 429 ? new Unreachable('busy', wait) : new Unreachable('refused', wait)
}

/** By the codes of Node, OpenSSL and its parser of HTTP. */
function whyOf(error: Error): Unreachable {
  if (error instanceof Unreachable) return error
  const code = 'code' in error ? String(error.code) : ''
  // plain text where TLS should be, or no HTTP at all
  if (
    /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)|^HPE_/.test(code) ||
    (code === 'EPROTO' && /wrong version number|packet length too long|http request/.test(error.message))
  )
    return new Unreachable('captive-portal')
  if (/CERT|^ERR_TLS|^ERR_SSL|^EPROTO|SELF_SIGNED|UNABLE_TO|HOSTNAME/.test(code))
    return new Unreachable('tls')
  if (code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT') return new Unreachable('timeout')
  return new Unreachable('offline')
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
