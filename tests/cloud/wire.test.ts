/** What is lost, repeated, reordered, damaged or not from the cloud at all, on the way between the two. */
import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { readFileSync } from 'node:fs'
import { get } from 'node:https'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chainStart } from '../../shared/sync/log-chain.ts'
import type { Cursor, Page, Push } from '../../shared/sync/wire.ts'
import { readCertificates } from '../../src-cloud/http/certificates.ts'
import { sha256 } from '../../src-cloud/sync/sha256.ts'
import { HttpTransport } from '../../src-main/sync/http-transport.ts'
import type { Transport } from '../../src-main/sync/transport.ts'
import { tempFolder } from '../kit/practice.ts'
import {
  contentsOf,
  faultsOf,
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  registerOne,
  settle,
  skipWithout,
  somebodyElse,
  stationOn,
  usePostgres,
  waitingIn,
  type Station,
} from '../kit/cloud.ts'
import { transportOf } from '../kit/transport.ts'

describe.skipIf(skipWithout !== null)('on the wire', () => {
  const postgres = usePostgres()

  async function practiceWith(log = pino({ level: 'silent' })) {
    const name = await postgres.makeDatabase()
    const cloud = await newCloud(postgres.url(name), postgres.folder, { log })
    return { cloud, name, practice: await newTestPractice(cloud) }
  }
  const around =
    (change: Partial<{ [K in keyof Transport]: (inner: Transport) => Transport[K] }>) =>
    (inner: Transport): Transport =>
      transportOf(
        inner,
        Object.fromEntries(Object.entries(change).map(([name, make]) => [name, make(inner)])),
      )

  test('requests sent twice and in another order change nothing', async () => {
    const { cloud, name, practice } = await practiceWith()
    const sent: Push[] = []
    const one = await newStation(cloud, practice, {
      around: around({
        push: (inner) => (push) => {
          sent.push(push)
          return inner.push(push)
        },
      }),
    })
    makeOwner(one)
    await settle(one)
    for (let n = 0; n < 140; n += 1) registerOne(one)
    await settle(one)
    const state = () =>
      postgres.owner(name, async (client) => {
        const { rows } = await client.query(
          `SELECT (SELECT seq FROM practice_head) AS head, (SELECT count(*) FROM op_quarantine) AS refused,
             (SELECT sum(version) FROM record) AS versions, (SELECT count(*) FROM op_result) AS results`,
        )
        return rows
      })
    const before = await state()
    expect(sent.length).toBeGreaterThan(2)
    for (const push of [...sent, ...sent.toReversed()]) {
      const answer = await one.transport.push(push)
      expect('results' in answer && answer.results.every(({ kind }) => kind === 'decided')).toBe(true)
    }
    expect(await state()).toEqual(before)
    // a number that was left out, and one that was used: nothing after it is looked at
    const op = (dseq: number) => {
      const text = JSON.stringify({
        op: randomUUID(),
        kind: 'x@1',
        actor: 'nobody',
        at: '',
        hlc: '',
        deps: [],
        changes: [],
      })
      return { dseq, text, sha: sha256(text) }
    }
    const next = Math.max(...sent.flatMap(({ ops }) => ops.map(({ dseq }) => dseq))) + 1
    const push = (dseq: number, more: Partial<Push> = {}) =>
      one.transport.push({
        device: one.device,
        incarnation: sent[0]?.incarnation ?? 1,
        cursor: null,
        asOf: null,
        ops: [op(dseq), op(dseq + 1)],
        ...more,
      })
    expect(await push(900)).toMatchObject({ results: [{ kind: 'gap' }] })
    expect(await push(3)).toMatchObject({ results: [{ kind: 'fork' }] })
    const lost = { decided: [randomUUID()] }
    expect(await push(next, lost)).toMatchObject({ results: [{ kind: 'gap', expected: next }] })
    expect(await state()).toEqual(before)
  })

  test.each<[string, (page: Page) => Page]>([
    [
      'a line is changed',
      (page) => ({
        ...page,
        lines: page.lines.map((line) => line.replace('Family', 'Fumily')),
      }),
    ],
    ['a line is left out', (page) => ({ ...page, lines: page.lines.toSpliced(2, 1) })],
    ['it is cut at its end', (page) => ({ ...page, lines: page.lines.slice(0, -1) })],
    ['lines change places', (page) => ({ ...page, lines: page.lines.toReversed() })],
    ['it is another page', (page) => ({ ...page, from: { ...page.from, seq: page.from.seq + 1 } })],
  ])('a page is refused as a whole where %s', async (_what, damage) => {
    const { cloud, practice } = await practiceWith()
    const one = await newStation(cloud, practice)
    makeOwner(one)
    for (let n = 0; n < 5; n += 1) registerOne(one)
    await settle(one)
    let damaged = 0
    const two = await newStation(cloud, practice, {
      around: around({
        pull:
          (inner) =>
          async (...asked) => {
            const page = await inner.pull(...asked)
            if ('refused' in page || page.lines.length < 5 || damaged > 2) return page
            damaged += 1
            return damage(page)
          },
      }),
    })
    for (let step = 0; step < 3; step += 1) await two.engine.step()
    expect(damaged).toBe(3)
    expect([two.engine.cursor?.seq, contentsOf(two)['patients']]).toEqual([0, []])
    await settle(two)
    expect(contentsOf(two)).toEqual(contentsOf(one))
  })

  test('the page after is read ahead, and forgotten where something was pushed since', async () => {
    const { cloud, practice } = await practiceWith()
    const [one, two] = [await newStation(cloud, practice), await newStation(cloud, practice)]
    makeOwner(one)
    for (let n = 0; n < 5; n += 1) registerOne(one)
    await settle(one, two)
    const start = { epoch: one.engine.cursor?.epoch ?? '', seq: 0, h: chainStart }
    const pull = async (cursor: Cursor) => {
      const page = await one.transport.pull(cursor, 3, null)
      if ('refused' in page) throw new Error(page.refused)
      return page
    }
    const first = await pull(start)
    registerOne(two)
    await settle(two)
    const ahead = await pull(first.to)
    // asked for before two wrote
    expect([ahead.from, ahead.head]).toEqual([first.to, first.head])
    expect(ahead.lines.length).toBeGreaterThan(0)
    const again = await pull(start)
    registerOne(two)
    await settle(two)
    await one.transport.push({ device: one.device, incarnation: 1, cursor: null, asOf: null, ops: [] })
    const fresh = await pull(again.to)
    expect([fresh.from, fresh.lines]).toEqual([ahead.from, ahead.lines])
    expect(fresh.head).toBeGreaterThan(again.head)
  })

  test('an op with text no database takes is refused alone; those before and behind it go on', async () => {
    const { cloud, name, practice } = await practiceWith()
    const one = await newStation(cloud, practice)
    makeOwner(one)
    registerOne(one)
    const poison = registerOne(one, 'No\0where')
    registerOne(one)
    await settle(one)
    const { rows } = await postgres.owner(name, (client) =>
      client.query<{ reason: string; payload: string }>('SELECT reason, payload FROM op_quarantine'),
    )
    expect(rows).toMatchObject([{ reason: 'op.text' }])
    expect(rows[0]?.payload).toContain(poison)
    // in sight where it was made, and waiting for a person
    expect([waitingIn(one), contentsOf(one)['patients']?.length]).toEqual([1, 3])
    expect(await postgres.owner(name, (client) => faultsOf(client, practice))).toEqual([])
  })

  test('events tell of a new line, and metrics and log of no patient', async () => {
    const words = new PassThrough()
    let log = ''
    words.on('data', (chunk: Buffer) => (log += chunk.toString()))
    const { cloud, practice } = await practiceWith(pino({ level: 'trace' }, words))
    const one = await newStation(cloud, practice)
    makeOwner(one)
    await settle(one)
    const [response] = (await once(
      get({
        host: '127.0.0.1',
        port: cloud.port,
        ca: cloud.ca,
        path: '/v1/sync/events',
        headers: { authorization: `Bearer ${one.token}` },
      }),
      'response',
    )) as [import('node:http').IncomingMessage]
    let told = ''
    response.on('data', (chunk: Buffer) => (told += chunk.toString()))
    const untilTold = async (seq: number) => {
      while (!told.includes(`"s":${seq}}`)) await once(response, 'data')
    }
    const head = one.engine.cursor?.seq ?? 0
    await untilTold(head)
    registerOne(one, 'Unheard-of')
    await settle(one)
    await untilTold(head + 2)
    expect(told).not.toContain('Unheard-of')
    response.destroy()

    const asked = async (path: string, headers = {}) => {
      const [answer] = (await once(
        get({ host: '127.0.0.1', port: cloud.port, ca: cloud.ca, path, headers }),
        'response',
      )) as [import('node:http').IncomingMessage]
      return { status: answer.statusCode, text: Buffer.concat(await answer.toArray()).toString() }
    }
    expect((await asked('/healthz')).status).toBe(200)
    expect((await asked('/readyz')).status).toBe(200)
    const metrics = await asked('/metrics')
    expect(metrics.text).toMatch(/holdfast_ops_total\{outcome="applied"\} [1-9]/)
    const bearer = { authorization: `Bearer ${one.token}` }
    expect((await asked('/v1/sync/pull?cursor=Unheard-of', bearer)).status).toBe(400)
    expect((await asked('/v1/sync/pull?cursor=x')).status).toBe(401)
    for (const text of [metrics.text, log]) {
      expect(text.length).toBeGreaterThan(500)
      expect(text).not.toMatch(/Unheard-of|text 2/)
      expect(text).not.toContain(one.token)
    }
  })

  test('a cloud that stops ends who listens, also who was just being let in', async () => {
    const { cloud, practice } = await practiceWith()
    const one = await newStation(cloud, practice)
    let ended = 0
    const door = new EventEmitter()
    const come = () => {
      const { transport } = stationOn(one.store, one.device, one.token, cloud)
      const over = () => (ended += 1)
      ;(transport as HttpTransport)
        .listen(new AbortController().signal, () => door.emit('in'))
        .then(over, over)
    }
    const someIn = once(door, 'in')
    for (let n = 0; n < 24; n += 1) come()
    // some are in, the others are at the door
    await someIn
    await cloud.stop()
    await expect.poll(() => ended).toBe(24)
  })

  test('each way of not being answered has its name', async () => {
    const { cloud, practice } = await practiceWith()
    const real = await newStation(cloud, practice)
    makeOwner(real)
    await settle(real)
    const whyFrom = async (
      port: number,
      ca = cloud.ca,
      more: { token?: string; timeoutMs?: number } = {},
    ) => {
      const transport = new HttpTransport(
        { host: '127.0.0.1', port, ca: [ca], token: more.token ?? real.token, certificate: null },
        { timeoutMs: more.timeoutMs ?? 5000 },
      )
      onTestFinished(() => transport.close())
      const cursor = real.engine.cursor ?? { epoch: randomUUID(), seq: 0, h: '0'.repeat(32) }
      return transport.pull(cursor, 10).then(
        () => 'answered',
        (error: { why?: string; retryAfterMs?: number | null }) => [error.why, error.retryAfterMs],
      )
    }
    const ours = {
      key: readFileSync(join(postgres.folder, 'tls/server.key.pem'), 'utf8'),
      cert: readFileSync(join(postgres.folder, 'tls/server.pem'), 'utf8'),
    }
    const other = await readCertificates(tempFolder(), ['127.0.0.1'], Date.now())
    const otherHost = await readCertificates(tempFolder(), ['elsewhere.example'], Date.now())
    const expired = await readCertificates(tempFolder(), ['127.0.0.1'], Date.now() - 500 * 86_400_000)
    const tcp = async (onConnection: Parameters<typeof createServer>[1]) => {
      const server = createServer(onConnection)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => void server.close())
      return (server.address() as AddressInfo).port
    }
    const portal = await somebodyElse(ours, (_request, response) => response.end('<html>Sign in</html>'))
    const shed = await somebodyElse(ours, (_request, response) =>
      response.writeHead(503, { 'x-holdfast-cloud': '1', 'retry-after': '7' }).end(),
    )
    const cut = await somebodyElse(ours, (_request, response) =>
      response.writeHead(200, { 'x-holdfast-cloud': '1' }).end('{"from":"a'),
    )
    const silent = await tcp(() => undefined)
    const plain = await tcp((socket) => socket.end('HTTP/1.1 302 Found\r\nlocation: http://portal/\r\n\r\n'))
    const closed = await tcp((socket) => socket.destroy())
    const stranger = await somebodyElse(other, (_request, response) => response.end())
    const older = await somebodyElse({ ...ours, maxVersion: 'TLSv1.2' }, (_request, response) =>
      response.end(),
    )
    const elsewhere = await somebodyElse(otherHost, (_request, response) => response.end())
    const old = await somebodyElse(expired, (_request, response) => response.end())

    expect(await whyFrom(cloud.port)).toBe('answered')
    expect(await whyFrom(1)).toEqual(['offline', null])
    expect(await whyFrom(closed)).toEqual(['offline', null])
    expect(await whyFrom(silent, cloud.ca, { timeoutMs: 200 })).toEqual(['timeout', null])
    expect(await whyFrom(portal)).toEqual(['captive-portal', null])
    expect(await whyFrom(plain)).toEqual(['captive-portal', null])
    expect(await whyFrom(cut)).toEqual(['captive-portal', null])
    expect(await whyFrom(stranger)).toEqual(['tls', null])
    expect(await whyFrom(older)).toEqual(['tls', null])
    expect(await whyFrom(elsewhere, otherHost.ca)).toEqual(['tls', null])
    expect(await whyFrom(old, expired.ca)).toEqual(['tls', null])
    expect(await whyFrom(shed)).toEqual(['busy', 7000])
    expect(await whyFrom(cloud.port, cloud.ca, { token: 'hf1.nobody' })).toEqual(['refused', null])
  })

  test('a workstation that was restored, and its copy, lose nothing', async () => {
    const { cloud, name, practice } = await practiceWith()
    const one = await newStation(cloud, practice)
    makeOwner(one)
    await settle(one)
    const two: Station = await newStation(cloud, practice)
    // a second one under the same name: the numbers of its ops were used
    const twin = stationOn(two.store, one.device, one.token, cloud)
    registerOne(twin)
    registerOne(one)
    await settle(one, twin)
    await settle(one, twin)
    expect(contentsOf(twin)).toEqual(contentsOf(one))
    expect(contentsOf(one)['patients']).toHaveLength(2)
    expect(await postgres.owner(name, (client) => faultsOf(client, practice))).toEqual([])
  })
})
