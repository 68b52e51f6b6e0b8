/** One connection to a mail server: commands and replies, line by line. Source: RFC 5321, RFC 3207 (STARTTLS), RFC 4954 (AUTH). */
import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

export type Reply = Readonly<{ code: number; lines: readonly string[] }>
/** No server says more in one reply. */
const mostBytes = 64 * 1024

export class SmtpLine {
  #socket: Socket
  #text = ''
  #lines: string[] = []
  #waiting: { take(reply: Reply): void; fail(error: Error): void } | null = null
  #ready: Reply[] = []
  #failed: Error | null = null
  readonly #patienceMs: number

  private constructor(socket: Socket, patienceMs: number) {
    this.#socket = socket
    this.#patienceMs = patienceMs
    this.#listen()
  }

  /** `ca`: PEM, where it is not one that the machine trusts. */
  static async open(
    { host, port, ca }: Readonly<{ host: string; port: number; ca: string | undefined }>,
    tls: boolean,
    patienceMs: number,
  ): Promise<SmtpLine> {
    const socket = tls
      ? connectTls({
          host,
          port,
          rejectUnauthorized: true,
          minVersion: 'TLSv1.2',
          ...nameOf(host),
          ...(ca !== undefined && { ca }),
        })
      : connectPlain({ host, port })
    const line = new SmtpLine(socket, patienceMs)
    await new Promise<void>((resolve, reject) => {
      socket.once(tls ? 'secureConnect' : 'connect', resolve)
      socket.once('error', reject)
      socket.once('timeout', () => reject(new Error('smtp.silent')))
    })
    return line
  }

  #listen(): void {
    const socket = this.#socket
    socket.setTimeout(this.#patienceMs)
    socket.on('data', (chunk: Buffer) => this.#take(chunk.toString('latin1')))
    socket.on('error', (error) => this.#fail(error))
    socket.on('timeout', () => this.#fail(new Error('smtp.silent')))
    socket.on('close', () => this.#fail(new Error('smtp.closed')))
  }

  #fail(error: Error): void {
    this.#failed ??= error
    this.#socket.destroy()
    this.#waiting?.fail(this.#failed)
    this.#waiting = null
  }

  #take(text: string): void {
    this.#text += text
    if (this.#text.length > mostBytes) return this.#fail(new Error('smtp.too-long'))
    for (let end = this.#text.indexOf('\n'); end >= 0; end = this.#text.indexOf('\n')) {
      const line = this.#text.slice(0, end).replace(/\r$/, '')
      this.#text = this.#text.slice(end + 1)
      const [, code, more, said = ''] = /^(\d{3})([ -]?)(.*)$/.exec(line) ?? []
      if (code === undefined) return this.#fail(new Error('smtp.no-reply'))
      this.#lines.push(said)
      if (more === '-') continue
      this.#say({ code: Number(code), lines: this.#lines })
      this.#lines = []
    }
  }

  #say(reply: Reply): void {
    const waiting = this.#waiting
    this.#waiting = null
    if (waiting) waiting.take(reply)
    else this.#ready.push(reply)
  }

  /** The next reply. */
  hear(): Promise<Reply> {
    const ready = this.#ready.shift()
    if (ready) return Promise.resolve(ready)
    if (this.#failed) return Promise.reject(this.#failed)
    return new Promise((take, fail) => {
      this.#waiting = { take, fail }
    })
  }

  /** Says a line and hears what is answered. */
  ask(line: string): Promise<Reply> {
    this.#socket.write(`${line}\r\n`, 'utf8')
    return this.hear()
  }

  /** From here on under TLS. What the server has said before counts for nothing (RFC 3207 section 4.2). */
  async secure(host: string, ca: string | undefined): Promise<void> {
    const plain = this.#socket
    for (const event of ['data', 'error', 'timeout', 'close']) plain.removeAllListeners(event)
    plain.setTimeout(0)
    this.#ready = []
    this.#text = ''
    this.#lines = []
    const socket = connectTls({
      socket: plain,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      host,
      ...nameOf(host),
      ...(ca !== undefined && { ca }),
    })
    this.#socket = socket
    this.#listen()
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve)
      socket.once('error', reject)
      socket.once('timeout', () => reject(new Error('smtp.silent')))
      socket.once('close', () => reject(new Error('smtp.closed')))
    })
  }

  close(): void {
    this.#socket.destroy()
  }
}

/** An address is no name of a server in TLS. */
const nameOf = (host: string) => (isIP(host) === 0 ? { servername: host } : {})
