/** E-mail by SMTP: always under TLS, from its beginning or by STARTTLS. Source: RFC 5321, RFC 5322, RFC 2047. */
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { sent, type Came, type Outgoing, type Sender } from './sending.ts'
import { SmtpLine, type Reply } from './smtp-line.ts'

export type SmtpConfig = Readonly<{
  host: string
  port: number
  /** `tls`: from the beginning (port 465); `starttls`: asked for, and nothing is sent without (port 587). */
  security: 'tls' | 'starttls'
  user: string
  password: string
  /** An address. */
  from: string
  /** PEM of the authority, where it is not one that the machine trusts. */
  ca?: string | undefined
}>

/** What is no address is not sent to: a line end in one would be a command. */
const address = /^[^\s<>"(),:;@[\\\]]{1,64}@[A-Za-z0-9.-]{1,255}$/
// oxlint-disable-next-line no-control-regex -- what is not ASCII is encoded
const notAscii = /[^\u0020-\u007e]/

export class SmtpSender implements Sender {
  readonly #config: SmtpConfig
  readonly #patienceMs: number
  readonly #now: () => number

  constructor(config: SmtpConfig, now: () => number, patienceMs = 30_000) {
    this.#config = config
    this.#now = now
    this.#patienceMs = patienceMs
  }

  async send(message: Outgoing): Promise<Came> {
    if (!address.test(message.to)) return { came: 'never', reason: 'address' }
    let line: SmtpLine | null = null
    // after the last line of a message nobody knows what became of it until the server says so
    let isOut = false
    try {
      line = await SmtpLine.open(
        { ...this.#config, ca: this.#config.ca },
        this.#config.security === 'tls',
        this.#patienceMs,
      )
      const refused =
        refusal(await line.hear(), 220) ??
        (await this.#greet(line)) ??
        refusal(await line.ask(`MAIL FROM:<${this.#config.from}>`), 250) ??
        refusal(await line.ask(`RCPT TO:<${message.to}>`), 250) ??
        refusal(await line.ask('DATA'), 354)
      if (refused) return refused
      isOut = true
      const answer = await line.ask(`${messageText(this.#config.from, message, this.#now())}\r\n.`)
      return refusal(answer, 250) ?? sent
    } catch {
      return isOut ? { came: 'unsure', reason: 'line-cut' } : { came: 'again', reason: 'no-line' }
    } finally {
      line?.close()
    }
  }

  /** TLS and who we are; null where all went well. */
  async #greet(line: SmtpLine): Promise<Came | null> {
    const { security, host, ca, user, password } = this.#config
    const name = hostname().replaceAll(/[^A-Za-z0-9.-]/g, '-') || 'localhost'
    let hello = await line.ask(`EHLO ${name}`)
    if (security === 'starttls') {
      if (!offers(hello, 'STARTTLS')) return { came: 'again', reason: 'no-tls' }
      const refused = refusal(await line.ask('STARTTLS'), 220)
      if (refused) return refused
      await line.secure(host, ca)
      hello = await line.ask(`EHLO ${name}`)
    }
    const refused = refusal(hello, 250)
    if (refused || user === '') return refused
    const plain = Buffer.from(`\0${user}\0${password}`).toString('base64')
    const answer = await line.ask(`AUTH PLAIN ${plain}`)
    // a wrong password is mended by somebody: the messages wait for it
    return answer.code === 235 ? null : { came: 'again', reason: 'sign-in' }
  }
}

const offers = ({ code, lines }: Reply, name: string): boolean =>
  code === 250 && lines.some((line) => line.toUpperCase().split(' ')[0] === name)

/** Null where it is what was to be said; 4xx may be otherwise later, 5xx will not (RFC 5321 section 4.2.1). */
const refusal = ({ code }: Reply, wanted: number): Came | null =>
  code === wanted || (wanted === 250 && code === 251)
    ? null
    : { came: code >= 500 ? 'never' : 'again', reason: `smtp-${code}` }

/** A header that is not ASCII, in pieces none of which is longer than a line may be. */
function headerText(text: string): string {
  const clean = text.replaceAll(/[\r\n]+/g, ' ')
  if (!notAscii.test(clean)) return clean
  const pieces: string[] = []
  for (const letter of clean) {
    const last = pieces.at(-1) ?? ''
    if (pieces.length > 0 && Buffer.byteLength(last + letter) <= 42) pieces[pieces.length - 1] = last + letter
    else pieces.push(letter)
  }
  return pieces.map((piece) => `=?UTF-8?B?${Buffer.from(piece).toString('base64')}?=`).join('\r\n ')
}

/** In base64, whose lines are short and begin with no full stop. */
function messageText(from: string, { id, to, subject, body }: Outgoing, nowMs: number): string {
  const lines =
    Buffer.from(body.replaceAll(/\r?\n/g, '\r\n'))
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  return [
    `Date: ${new Date(nowMs).toUTCString().replace('GMT', '+0000')}`,
    `From: <${from}>`,
    `To: <${to}>`,
    `Message-ID: <${id || randomUUID()}@${from.split('@')[1] ?? 'holdfast'}>`,
    `Subject: ${headerText(subject)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    'Auto-Submitted: auto-generated',
    '',
    ...lines,
  ].join('\r\n')
}
