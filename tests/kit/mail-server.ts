/** A mail server on this machine: RFC 5321 with STARTTLS, TLS from the beginning, and AUTH PLAIN. Strict, so that what it takes any other does. */
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { createSecureContext, TLSSocket } from 'node:tls'
import { onTestFinished } from 'vitest'
import { readCertificates } from '../../src-cloud/http/certificates.ts'
import { makeFolder, removeFolder } from './practice.ts'

export type Mail = Readonly<{
  from: string
  to: string
  headers: Readonly<Record<string, string>>
  body: string
  secured: boolean
  user: string
}>

type Conduct = Partial<{
  security: 'tls' | 'starttls' | 'none'
  /** Answer to a command in place of the usual; `cut` closes the line instead, `silence` says nothing. */
  answer(command: string): string | null
}>

const password = 'pass word'

export async function aMailServer(conduct: Conduct = {}) {
  const folder = makeFolder()
  onTestFinished(() => removeFolder(folder))
  const { key, cert, ca } = await readCertificates(join(folder, 'tls'), ['localhost'], Date.now())
  const secureContext = createSecureContext({ key, cert: `${cert}\n${ca}` })
  const { security = 'starttls', answer = () => null } = conduct
  const mails: Mail[] = []
  const faults: string[] = []
  const sockets = new Set<Socket>()

  const talk = (socket: Socket, secured: boolean) => {
    const said = { from: '', to: '', user: '', data: null as string[] | null }
    let text = ''
    const say = (line: string) => void socket.write(`${line}\r\n`)
    const deliver = (lines: string[]) => {
      mails.push({
        ...read(lines.map((line) => line.replace(/^\./, ''))),
        from: said.from,
        to: said.to,
        secured,
        user: said.user,
      })
      say('250 taken')
    }
    const hear = (line: string): void => {
      if (said.data) {
        if (line !== '.') return void said.data.push(line)
        const [lines, other] = [said.data, answer('.')]
        said.data = null
        if (other === 'cut') return void socket.destroy()
        if (other === 'silence') return
        return other === null ? deliver(lines) : say(other)
      }
      const other = answer(line)
      if (other === 'cut') return void socket.destroy()
      if (other === 'silence') return
      if (other !== null) return say(other)
      if (/^EHLO \S+$/.test(line)) {
        const offers = [
          ...(security === 'starttls' && !secured ? ['STARTTLS'] : []),
          ...(secured ? ['AUTH PLAIN LOGIN'] : []),
        ]
        const lines = ['mail.example', ...offers]
        return lines.forEach((each, at) => say(`250${at === lines.length - 1 ? ' ' : '-'}${each}`))
      }
      if (line === 'STARTTLS' && security === 'starttls' && !secured) {
        say('220 go on')
        socket.removeAllListeners('data')
        const over = new TLSSocket(socket, { isServer: true, secureContext })
        over.on('error', () => undefined)
        return talk(over, true)
      }
      const plain = /^AUTH PLAIN (\S+)$/.exec(line)?.[1]
      if (plain !== undefined && secured) {
        const [, user = '', given] = Buffer.from(plain, 'base64').toString().split('\0')
        said.user = given === password ? user : ''
        return say(said.user === '' ? '535 no' : '235 welcome')
      }
      if (said.user === '') return say('530 sign in first')
      const [, from] = /^MAIL FROM:<([^<>\s]+)>$/.exec(line) ?? []
      const [, to] = /^RCPT TO:<([^<>\s]+)>$/.exec(line) ?? []
      if (from !== undefined) said.from = from
      else if (to !== undefined && said.from !== '') said.to = to
      else if (line === 'DATA' && said.to !== '') {
        said.data = []
        return say('354 go on')
      } else {
        faults.push(line)
        return say('500 what')
      }
      return say('250 good')
    }
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end)
        text = text.slice(end + 2)
        if (line.length > 998 || line.includes('\n')) faults.push('line')
        hear(line)
      }
    })
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    const line = security === 'tls' ? new TLSSocket(socket, { isServer: true, secureContext }) : socket
    line.on('error', () => undefined)
    talk(line, security === 'tls')
    line.write('220 mail.example\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  onTestFinished(stop)
  const { port } = server.address() as AddressInfo
  const config = {
    host: 'localhost',
    port,
    security: security === 'none' ? ('starttls' as const) : security,
    user: 'clinic',
    password,
    from: 'desk@harbor.example',
    ca,
  }
  return { config, mails, faults, stop }
}

/** Headers unfolded and decoded, the body out of its base64. */
function read(lines: readonly string[]): Pick<Mail, 'headers' | 'body'> {
  const gap = lines.indexOf('')
  const headers = lines
    .slice(0, gap)
    .join('\r\n')
    .replaceAll(/\r\n[ \t]/g, ' ')
    .split('\r\n')
    .map(
      (line) =>
        [line.slice(0, line.indexOf(':')).toLowerCase(), decoded(line.slice(line.indexOf(':') + 2))] as const,
    )
  return {
    headers: Object.fromEntries(headers),
    body: Buffer.from(lines.slice(gap + 1).join(''), 'base64').toString('utf8'),
  }
}

const decoded = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/g, (_all, code: string) =>
      Buffer.from(code, 'base64').toString('utf8'),
    )
