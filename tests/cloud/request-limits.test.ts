/** What one request may be: how large, how deep, how long in coming (T7). The others are answered meanwhile. */
import { connect, type TLSSocket } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sha256 } from '../../src-cloud/sync/sha256.ts'
import type { Cloud } from '../../src-cloud/start-cloud.ts'
import {
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  registerOne,
  settle,
  skipWithout,
  usePostgres,
  waitingIn,
} from '../kit/cloud.ts'
import { transportOf } from '../kit/transport.ts'

/** What a server says to what is written, and that it then ends it, or not within a minute. */
function spoken(
  { port, ca }: Pick<Cloud, 'port' | 'ca'>,
  write: (socket: TLSSocket) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const socket = connect({ host: '127.0.0.1', port, ca: [ca], servername: 'localhost' }, () =>
      write(socket),
    )
    onTestFinished(() => void socket.destroy())
    socket.setTimeout(60_000, () => reject(new Error(`still open after ${said}`)))
    socket.on('data', (bytes: Buffer) => (said += bytes.toString()))
    // what is written to an end that has closed
    socket.on('error', () => resolve(said))
    socket.on('close', () => resolve(said))
  })
}
const head = (more: string, path = '/v1/push') =>
  `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${more}\r\n`
const statusOf = (said: string): string => /^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? said
const nested = (depth: number): string => `${'['.repeat(depth)}1${']'.repeat(depth)}`

describe.skipIf(skipWithout !== null)('requests', () => {
  const postgres = usePostgres()

  async function aCloud() {
    const name = await postgres.makeDatabase()
    const requestWaits = { headersMs: 1500, requestMs: 3000, lookMs: 200 }
    const cloud = await newCloud(postgres.url(name), postgres.folder, { requestWaits })
    const practice = await newTestPractice(cloud)
    const station = await newStation(cloud, practice)
    makeOwner(station)
    await settle(station)
    return { cloud, station }
  }

  test('headers that are too long, or never end, and a body that trickles are cut off; the others are answered meanwhile', async () => {
    const { cloud, station } = await aCloud()
    const trickle = (socket: TLSSocket, first: string) => {
      socket.write(first)
      const timer = setInterval(() => socket.write('x'), 100)
      socket.once('close', () => clearInterval(timer))
    }
    const slow = Promise.all([
      spoken(cloud, (socket) => trickle(socket, head('content-length: 60000\r\n'))),
      spoken(cloud, (socket) => trickle(socket, head('').slice(0, -2) + 'x-more: ')),
    ])
    registerOne(station)
    await settle(station)
    expect(waitingIn(station)).toBe(0)
    const long = await spoken(cloud, (socket) => socket.write(head(`x-more: ${'x'.repeat(20_000)}\r\n`)))
    expect(statusOf(long)).toBe('431')
    expect((await slow).map(statusOf)).toEqual(['408', '408'])
  }, 90_000)

  test('a body that is larger than its route takes is refused before it is read', async () => {
    const { cloud } = await aCloud()
    const said = await spoken(cloud, (socket) =>
      socket.write(head('content-length: 900000000\r\nconnection: close\r\n', '/v1/wipes') + '{"a":'),
    )
    expect(statusOf(said)).toBe('413')
  })

  test.each([100, 10_000, 20_000])(
    'JSON that is %i deep is refused, and the cloud goes on',
    async (depth) => {
      const { cloud, station } = await aCloud()
      for (const body of [nested(depth), `{"receipt":${nested(depth)},"sig":${nested(depth / 2)}}`]) {
        const said = await spoken(cloud, (socket) =>
          socket.write(head(`content-length: ${body.length}\r\nconnection: close\r\n`, '/v1/wipes') + body),
        )
        expect([statusOf(said), said.includes('request.invalid')]).toEqual(['400', true])
      }
      registerOne(station)
      await settle(station)
      expect(waitingIn(station)).toBe(0)
    },
  )

  test('an op with a field that is 10,000 deep is refused alone; those before and behind it are taken', async () => {
    const { cloud } = await aCloud()
    const practice = await newTestPractice(cloud)
    const said: string[] = []
    const deep = (text: string) => text.replace('"family":"Deep"', `"family":${nested(10_000)}`)
    const station = await newStation(cloud, practice, {
      around: (inner) =>
        transportOf(inner, {
          async push(push) {
            const ops = push.ops.map((op) => ({ ...op, text: deep(op.text), sha: sha256(deep(op.text)) }))
            const reply = await inner.push({ ...push, ops })
            if ('results' in reply)
              said.push(...reply.results.map((each) => ('status' in each ? each.status : each.kind)))
            return reply
          },
        }),
    })
    makeOwner(station)
    registerOne(station, 'Before')
    registerOne(station, 'Deep')
    registerOne(station, 'Behind')
    await settle(station)
    expect(said).toEqual(['applied', 'applied', 'rejected', 'applied'])
  })
})
