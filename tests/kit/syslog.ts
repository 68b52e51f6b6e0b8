/** A receiver of syslog over TLS (RFC 5425), and a reader of RFC 5424 messages: strict, so that what it takes any other does. */
import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer, type TLSSocket } from 'node:tls'
import { onTestFinished } from 'vitest'
import { readCertificates } from '../../src-cloud/http/certificates.ts'
import { makeFolder, removeFolder } from './practice.ts'

export type Parsed = Readonly<{
  facility: number
  severity: number
  at: string
  hostname: string
  msgid: string
  fields: Readonly<Record<string, string>>
  words: string
}>

const head =
  /^<(\d{1,3})>1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z) ([!-~]{1,255}) ([!-~]{1,48}) - ([!-~]{1,32}) \[([!-<>-Z^-~[\\_]{1,32})((?: [!#-<>-Z^-~]{1,32}="(?:[^"\\\]]|\\["\\\]])*")*)\] \uFEFF(.*)$/s

/** Throws where it is no such message. */
export function parseSyslog(message: string): Parsed {
  const [, priority, at = '', hostname = '', app, msgid = '', id, parameters = '', words = ''] =
    head.exec(message) ?? []
  if (priority === undefined || app !== 'holdfast' || id !== 'holdfast@32473')
    throw new Error(`no message: ${message}`)
  const fields = [...parameters.matchAll(/ ([^=]+)="((?:[^"\\\]]|\\["\\\]])*)"/g)].map(
    ([, name = '', value = '']) => [name, value.replaceAll(/\\(["\\\]])/g, '$1')] as const,
  )
  return {
    facility: Math.floor(Number(priority) / 8),
    severity: Number(priority) % 8,
    at,
    hostname,
    msgid,
    fields: Object.fromEntries(fields),
    words,
  }
}

/** Whole frames, and how many bytes of one that is not whole are left. Throws where a length is none. */
export function framesIn(bytes: Buffer): Readonly<{ messages: readonly string[]; rest: number }> {
  const messages: string[] = []
  for (let at = 0; ;) {
    const space = bytes.indexOf(0x20, at)
    const size = space < 0 ? '' : bytes.subarray(at, space).toString('latin1')
    if (space < 0) return { messages, rest: bytes.length - at }
    if (!/^[1-9]\d{0,9}$/.test(size)) throw new Error(`no length: ${size}`)
    const end = space + 1 + Number(size)
    if (end > bytes.length) return { messages, rest: bytes.length - at }
    messages.push(bytes.subarray(space + 1, end).toString('utf8'))
    at = end
  }
}

export type Receiver = Awaited<ReturnType<typeof aReceiver>>

/** Certificates of an authority of its own, for a receiver on this machine. */
export async function anAuthority() {
  const folder = makeFolder()
  onTestFinished(() => removeFolder(folder))
  const certificates = await readCertificates(folder, ['localhost', '127.0.0.1'], Date.now())
  const ca = join(folder, 'authority.pem')
  writeFileSync(ca, certificates.ca)
  return { ca, cert: certificates.cert, key: certificates.key }
}

/** `cutAt`: after so many bytes the connection is torn, once. */
export async function aReceiver(by: Awaited<ReturnType<typeof anAuthority>>, port = 0) {
  const [whole, torn]: [string[], number[]] = [[], []]
  let cutAt: number | null = null
  let connections = 0
  const sockets = new Set<TLSSocket>()
  const server = createServer({ cert: by.cert, key: by.key }, (socket) => {
    connections += 1
    sockets.add(socket)
    let bytes = Buffer.alloc(0)
    socket.on('data', (data: Buffer) => {
      bytes = Buffer.concat([bytes, data])
      if (cutAt === null || bytes.length < cutAt) return
      const kept = framesIn(bytes.subarray(0, cutAt))
      whole.push(...kept.messages)
      torn.push(kept.rest)
      cutAt = null
      bytes = Buffer.alloc(0)
      socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.on('end', () => {
      const { messages, rest } = framesIn(bytes)
      whole.push(...messages)
      if (rest > 0) torn.push(rest)
    })
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy()
      server.close(() => resolve())
    })
  onTestFinished(stop)
  return {
    port: (server.address() as AddressInfo).port,
    /** Whole messages, as they came. */
    whole,
    /** Of connections that ended in the middle of a frame: how many bytes of it. */
    torn,
    connections: () => connections,
    cut: (at: number) => (cutAt = at),
    told: () => whole.map(parseSyslog),
    stop,
  }
}
