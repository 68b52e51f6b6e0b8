/** Where events go. What `send` has resolved for is there; for what it has rejected nobody knows, and it is sent again. */
import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { isIP, Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { connect } from 'node:tls'
import type { FeedConfig } from './feed-config.ts'
import { jsonLine, type FeedEvent } from './feed-event.ts'
import { frame, syslogMessage } from './syslog.ts'

export interface Target {
  send(events: readonly FeedEvent[]): Promise<void>
}

type Syslog = Extract<FeedConfig, { to: 'syslog' }>

/** Nothing was heard of the receiver for so long. */
const patienceMs = 15_000
/** What tells whether a connection that was closed was reset since: nobody reads it. A reset takes one way there and back. */
const probe = Buffer.of(0)
const resetMs = 500

/**
 * Syslog over TLS has no answer that says a message was taken. So each batch has a connection of its own, which we end in TLS and not
 * below it, and it counts when the receiver ends its side: with `close_notify` (RFC 5425 section 4.4), or by closing a connection of
 * which it had read all. Where it had not, or what we sent came after it, its machine resets the connection, and the batch counts for
 * nothing. Files are read anew each time, so that a certificate can be exchanged.
 */
export class SyslogTarget implements Target {
  readonly #to: Syslog
  readonly #patienceMs: number

  constructor(to: Syslog, waitMs = patienceMs) {
    this.#to = to
    this.#patienceMs = waitMs
  }

  send(events: readonly FeedEvent[]): Promise<void> {
    const { host, port, ca, cert, key, servername = host } = this.#to
    const bytes = Buffer.from(events.map((event) => frame(syslogMessage(event))).join(''))
    return new Promise((resolve, reject) => {
      // nothing else counts, whatever the machine trusts
      const secured = {
        ca: readFileSync(ca),
        ...(cert && key && { cert: readFileSync(cert), key: readFileSync(key) }),
      }
      const { raw, way } = wayTo(host, port)
      const socket = connect({
        socket: way,
        // what is checked against the certificate, also where it is an address
        host: servername,
        ...(isIP(servername) === 0 && { servername }),
        ...secured,
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
      })
      const leave = () => {
        socket.destroy()
        raw.destroy()
      }
      const fail = (error: Error) => {
        leave()
        reject(error)
      }
      raw.setTimeout(this.#patienceMs, () => fail(new Error('feed.silent')))
      raw.on('error', fail)
      socket.on('error', fail)
      socket.on('secureConnect', () => socket.end(bytes))
      // a receiver that has something to say is read, so that its end is seen
      socket.on('data', () => undefined)
      socket.on('end', () => {
        if (!socket.writableFinished) return fail(new Error('feed.cut-off'))
        leave()
        resolve()
      })
      // the end in TLS, where there was one, is told before this; else a reset has some time to come
      raw.on('end', () =>
        setTimeout(() => {
          if (!socket.writableFinished) return fail(new Error('feed.cut-off'))
          raw.write(probe, (error) => (error ? fail(error) : resolve(leave())))
        }, resetMs),
      )
      raw.on('close', () => fail(new Error('feed.cut-off')))
    })
  }
}

/** The connection, with its end kept back: TLS is told of its own end alone. */
function wayTo(host: string, port: number): Readonly<{ raw: Socket; way: Duplex }> {
  const raw = new Socket({ allowHalfOpen: true }).connect(port, host)
  const way = new Duplex({
    read: () => void raw.resume(),
    write: (chunk: Buffer, _encoding, done) => void raw.write(chunk, done),
    // the connection stays until the receiver ends it: only so is a reset seen
    final: (done) => done(),
    destroy(error, done) {
      raw.destroy()
      done(error)
    },
  })
  raw.on('data', (chunk) => {
    if (!way.push(chunk)) raw.pause()
  })
  return { raw, way }
}

/** Each is one line of JSON; the file is opened anew each time, so that it can be moved away under us. */
export class FileTarget implements Target {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  async send(events: readonly FeedEvent[]): Promise<void> {
    const out = await open(this.#file, 'a+', 0o600)
    try {
      const { size } = await out.stat()
      const last = size === 0 ? '\n' : (await out.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString()
      // a line that a power cut has torn is ended: what it began to say comes again
      const begins = last === '\n' ? '' : '\n'
      await out.writeFile(`${begins}${events.map((event) => `${jsonLine(event)}\n`).join('')}`)
      await out.sync()
    } finally {
      await out.close()
    }
  }
}

export const targetOf = (feed: FeedConfig): Target =>
  feed.to === 'file' ? new FileTarget(feed.file) : new SyslogTarget(feed)
