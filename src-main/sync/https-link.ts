/** Requests to the cloud over HTTPS: trusts the practice's own authority and nothing else, and says why there was no answer. */
import { Agent, request, type RequestOptions } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import { Unreachable } from './transport.ts'

export type CloudPlace = Readonly<{
  /** Host name or address, as it stands in the cloud's certificate. */
  host: string
  port: number
  /** PEM; more than one where a backup authority is pinned too. The machine's own authorities are not asked. */
  ca: readonly string[]
  /** Empty before enrolment. */
  token: string
  /** PEM: what this workstation proves itself with beside the token; null before enrolment. */
  certificate: Readonly<{ key: string; cert: string }> | null
}>

export type LinkOptions = Readonly<{
  /** TLS 1.2 too. */
  allowTls12?: boolean
  /** Without a byte for so long the other side is taken for gone. */
  timeoutMs?: number
}>

export type Answer = Readonly<{
  status: number
  bytes: Buffer
  header(name: string): string
}>
type Asked = Readonly<{
  method: 'GET' | 'HEAD' | 'POST' | 'PUT'
  path: string
  /** JSON; or bytes, which go as they are. */
  body?: string | Uint8Array
  headers?: Readonly<Record<string, string>>
  /** Statuses that are answers; all else of the cloud's is Unreachable. */
  answers: ReadonlySet<number>
  /** Ends the request; it fails as one that was cut. */
  signal?: AbortSignal
}>

/** Larger than any page; what goes on longer is no answer of ours. */
const mostBytes = 256 * 1024 * 1024

/** Names as TLS has them: `TLSv1.3`, `TLS_AES_256_GCM_SHA384`. */
export type Secured = Readonly<{ protocol: string; cipher: string }>

function securedBy({ socket }: IncomingMessage): Secured | null {
  if (!(socket instanceof TLSSocket)) return null
  const protocol = socket.getProtocol()
  // of a connection that has ended already nothing is known
  return protocol === null ? null : { protocol, cipher: socket.getCipher().standardName }
}

export class HttpsLink {
  readonly #place: CloudPlace
  readonly #agent: Agent
  readonly #timeoutMs: number
  #secured: Secured | null = null

  constructor(place: CloudPlace, { allowTls12 = false, timeoutMs = 30_000 }: LinkOptions = {}) {
    this.#place = place
    this.#timeoutMs = timeoutMs
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: 4,
      ca: [...place.ca],
      // said here, so that nothing in the environment says otherwise (NODE_TLS_REJECT_UNAUTHORIZED)
      rejectUnauthorized: true,
      ...place.certificate,
      minVersion: allowTls12 ? 'TLSv1.2' : 'TLSv1.3',
    })
  }

  /** How the last answer came, as the connection itself says; null before there was one. */
  get secured(): Secured | null {
    return this.#secured
  }

  /** Ends the connections that are kept. */
  close(): void {
    this.#agent.destroy()
  }

  /** Resolves to an answer of the cloud's own. Throws Unreachable for all else. */
  ask(asked: Asked): Promise<Answer> {
    const { body } = asked
    return new Promise((resolve, reject) => {
      const sent = request(this.#options(asked, this.#timeoutMs), (response) => {
        this.#secured = securedBy(response) ?? this.#secured
        const chunks: Buffer[] = []
        let bytes = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          chunks.push(chunk)
          if (bytes > mostBytes) sent.destroy(new Unreachable('captive-portal'))
        })
        response.on('error', (error) => reject(whyOf(error)))
        response.on('end', () => {
          const refused = refusalOf(response, asked.answers)
          if (refused) reject(refused)
          else
            resolve({
              status: response.statusCode ?? 0,
              bytes: Buffer.concat(chunks),
              header: (name) => String(response.headers[name] ?? ''),
            })
        })
      })
      sent.on('timeout', () => sent.destroy(new Unreachable('timeout')))
      sent.on('error', (error) => reject(whyOf(error)))
      sent.end(body)
    })
  }

  /**
   * Hears server-sent events until the other side ends them or `signal` does; then resolves. Throws Unreachable where
   * they do not begin, or nothing comes for `silenceMs`. `heard` is called once at the beginning, with null.
   */
  listen(
    path: string,
    silenceMs: number,
    signal: AbortSignal,
    heard: (event: string | null) => void,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const sent = request({ ...this.#options({ method: 'GET', path }, silenceMs), signal }, (response) => {
        const refused = refusalOf(response, only200)
        if (refused) {
          sent.destroy(refused)
          return
        }
        heard(null)
        response.setEncoding('utf8')
        response.on('data', (text: string) => {
          for (const [, event = ''] of text.matchAll(/^event: (\w+)$/gm)) heard(event)
        })
        response.on('error', (error) => reject(whyOf(error)))
        response.on('end', resolve)
      })
      sent.on('timeout', () => sent.destroy(new Unreachable('timeout')))
      sent.on('error', (error) => (signal.aborted ? resolve() : reject(whyOf(error))))
      sent.end()
    })
  }

  #options({ method, path, body, headers, signal }: Omit<Asked, 'answers'>, timeout: number): RequestOptions {
    const { host, port, token } = this.#place
    return {
      host,
      port,
      method,
      path,
      agent: this.#agent,
      timeout,
      ...(signal && { signal }),
      headers: {
        ...(token !== '' && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && {
          'content-type': typeof body === 'string' ? 'application/json' : 'application/octet-stream',
          'content-length': Buffer.byteLength(body),
        }),
        ...headers,
      },
    }
  }
}

const only200 = new Set([200])

function refusalOf(response: IncomingMessage, answers: ReadonlySet<number>): Unreachable | null {
  const { statusCode: status = 0, headers } = response
  // a page to sign in at, a proxy, a neighbour's printer: whatever it is, the cloud did not answer
  if (headers['x-holdfast-cloud'] !== '1') return new Unreachable('captive-portal')
  if (answers.has(status)) return null
  const seconds = Number(headers['retry-after'])
  const wait = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
  return status >= 500 || status === 429 ? new Unreachable('busy', wait) : new Unreachable('refused', wait)
}

/** By the codes of Node, OpenSSL and its parser of HTTP. */
export function whyOf(error: Error): Unreachable {
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
