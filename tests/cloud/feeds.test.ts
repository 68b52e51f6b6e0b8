/** The audit told to others as it comes: to a real receiver of syslog over TLS, and to a file, at least once, whatever happens in between. */
import { randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FeedConfig } from '../../src-cloud/feeds/feed-config.ts'
import { inPractice } from '../../src-cloud/postgres/pool.ts'
import type { Cloud } from '../../src-cloud/start-cloud.ts'
import { freePort } from '../../tools/kit/free-port.ts'
import { aCloud, aDesk, asOwner, copyOf, type Desk, type There } from '../kit/audit-desks.ts'
import { auditEntry } from '../kit/audit-logs.ts'
import { newCloud, skipWithout, usePostgres } from '../kit/cloud.ts'
import { tempFolder } from '../kit/practice.ts'
import { aReceiver, anAuthority, parseSyslog } from '../kit/syslog.ts'

const feedWaits = { pollMs: 50, longestWaitMs: 300 }
const patient = '0198b7f4-b2c3-7d44-a111-0e9f8d7c6b5a'

const syslogTo = (port: number, ca: string): FeedConfig => ({
  name: 'siem',
  practices: '*',
  to: 'syslog',
  host: '127.0.0.1',
  port,
  ca,
})
const fed = (there: There, feeds: readonly FeedConfig[]) =>
  newCloud(there.postgres.url(there.name), there.postgres.folder, { feeds, feedWaits })

const numbersOf = (fields: readonly Readonly<Record<string, unknown>>[], { device }: Pick<Desk, 'device'>) =>
  fields
    .filter((each) => each['device'] === device && each['n'] !== undefined && each['alarm'] === undefined)
    .map(({ n }) => Number(n))
const upTo = (n: number) => Array.from({ length: n }, (_each, index) => index + 1)

async function metric(cloud: Cloud, line: string): Promise<number> {
  const text = await new Promise<string>((resolve, reject) => {
    request({ host: '127.0.0.1', port: cloud.port, path: '/metrics', ca: cloud.ca }, (answer) => {
      let all = ''
      answer.on('data', (part) => (all += String(part)))
      answer.on('end', () => resolve(all))
    })
      .on('error', reject)
      .end()
  })
  return Number(
    text
      .split('\n')
      .find((each) => each.startsWith(line))
      ?.split(' ')
      .at(-1) ?? Number.NaN,
  )
}
const leafOf = async (there: There) =>
  (await asOwner<{ leaf: number }>(there, 'SELECT leaf FROM audit_feed'))[0]?.leaf

describe.skipIf(skipWithout !== null)('feeds of the audit', () => {
  const postgres = usePostgres()

  test('every entry of every workstation is told in its order, once, by ids alone; alarms with more weight, and what was refused with some', async () => {
    const there = await aCloud(postgres)
    const by = await anAuthority()
    const receiver = await aReceiver(by)
    const file = join(tempFolder(), 'audit.ndjson')
    const cloud = await fed(there, [
      syslogTo(receiver.port, by.ca),
      { name: 'lines', practices: [there.practice], to: 'file', file },
      { name: 'others', practices: [randomUUID()], to: 'file', file: `${file}.other` },
    ])
    const [one, other] = [await aDesk(there), await aDesk(there)]
    one.log.append(
      auditEntry({ action: 'chart.open', subject: patient, detail: { name: 'Doe, Jane', count: 3 } }),
    )
    one.log.append(
      auditEntry({
        action: 'patient.edit',
        subject: patient,
        outcome: 'refused',
        reason: 'permission.missing',
      }),
    )
    await one.send()
    other.add(1200)
    await other.send()
    // a copy of the second is used beside it: two histories
    const copy = copyOf(there, other)()
    copy.add(2)
    await copy.send()
    other.add(1)
    await other.send()
    const lines = () =>
      existsSync(file)
        ? readFileSync(file, 'utf8')
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as Record<string, unknown>)
        : []
    const whole = async () =>
      (await asOwner<{ n: number }>(there, 'SELECT count(*)::int AS n FROM audit_event'))[0]?.n ?? 0
    const all = await whole()
    const toldAlarms = () => receiver.told().filter(({ fields }) => fields['alarm'] !== undefined)
    await expect.poll(() => receiver.told().length - toldAlarms().length, { timeout: 30_000 }).toBe(all)
    const raised = (await asOwner(there, 'SELECT 1 FROM audit_alarm')).length
    await expect.poll(() => toldAlarms().length, { timeout: 30_000 }).toBe(raised)
    await expect
      .poll(() => lines().filter((each) => each['alarm'] === undefined).length, { timeout: 30_000 })
      .toBe(all)
    const fields = receiver.told().map((each) => each.fields)
    expect(numbersOf(fields, one)).toEqual(upTo(one.log.last.n))
    expect(numbersOf(lines(), one)).toEqual(upTo(one.log.last.n))
    const ofDevice = numbersOf(fields, other)
    expect(ofDevice.slice(0, 1201)).toEqual(upTo(1201))
    expect(receiver.whole.join(' ') + readFileSync(file, 'utf8')).not.toMatch(/Jane|Doe/)
    const opened = receiver.told().find(({ msgid }) => msgid === 'chart.open')
    expect(opened).toMatchObject({
      severity: 6,
      hostname: one.device,
      fields: { subject: patient, d_count: '3' },
    })
    expect(receiver.told().find(({ msgid }) => msgid === 'patient.edit')).toMatchObject({ severity: 4 })
    expect(toldAlarms().every(({ severity }) => severity === 2)).toBe(true)
    expect(toldAlarms().map(({ msgid, fields: of }) => [msgid, of['device']])).toContainEqual([
      'alarm.fork',
      other.device,
    ])
    expect([existsSync(`${file}.other`), statSync(file).mode & 0o777]).toEqual([false, 0o600])
    expect(await metric(cloud, 'holdfast_feed_sent_total{feed="siem",what="entry"}')).toBe(all)
    await expect
      .poll(() => metric(cloud, 'holdfast_feed_lag_entries{feed="siem"}'), { timeout: 30_000 })
      .toBe(0)
  }, 120_000)

  test('a receiver that is down holds up nobody: entries wait where they are, it is tried again, and what waited comes once it is there', async () => {
    const there = await aCloud(postgres)
    const by = await anAuthority()
    const port = await freePort()
    const cloud = await fed(there, [syslogTo(port, by.ca)])
    const desk = await aDesk(there)
    desk.add(30)
    await desk.send()
    await expect
      .poll(() => metric(cloud, 'holdfast_feed_failures_total{feed="siem"}'), { timeout: 30_000 })
      .toBeGreaterThan(1)
    await expect
      .poll(() => metric(cloud, 'holdfast_feed_lag_entries{feed="siem"}'), { timeout: 30_000 })
      .toBe(desk.log.last.n)
    // signed for as ever
    desk.add(5)
    await desk.send()
    expect([desk.book.waiting(), await leafOf(there)]).toEqual([0, -1])
    const receiver = await aReceiver(by, port)
    await expect.poll(() => receiver.whole.length, { timeout: 30_000 }).toBe(desk.log.last.n)
    // down once more, and up again
    await receiver.stop()
    desk.add(4)
    await desk.send()
    const again = await aReceiver(by, port)
    await expect.poll(() => again.whole.length, { timeout: 30_000 }).toBe(4)
    expect(
      numbersOf(
        again.told().map(({ fields }) => fields),
        desk,
      ),
    ).toEqual(upTo(desk.log.last.n).slice(-4))
  }, 120_000)

  test('the cloud goes on where it was after a restart, and two clouds on one database tell once', async () => {
    const there = await aCloud(postgres)
    const by = await anAuthority()
    const receiver = await aReceiver(by)
    const first = await fed(there, [syslogTo(receiver.port, by.ca)])
    const desk = await aDesk(there)
    desk.add(20)
    await desk.send()
    await expect.poll(() => receiver.whole.length, { timeout: 30_000 }).toBe(desk.log.last.n)
    await expect.poll(() => leafOf(there), { timeout: 30_000 }).toBe(desk.log.last.n - 1)
    await first.stop()
    desk.add(20)
    await desk.send()
    await fed(there, [syslogTo(receiver.port, by.ca)])
    await fed(there, [syslogTo(receiver.port, by.ca)])
    await expect.poll(() => receiver.whole.length, { timeout: 30_000 }).toBe(desk.log.last.n)
    desk.add(300)
    await desk.send()
    await expect.poll(() => receiver.whole.length, { timeout: 30_000 }).toBe(desk.log.last.n)
    expect(
      numbersOf(
        receiver.told().map(({ fields }) => fields),
        desk,
      ),
    ).toEqual(upTo(desk.log.last.n))
  }, 120_000)

  test('a receiver with another’s certificate is told nothing; the right one then gets all', async () => {
    const there = await aCloud(postgres)
    const [right, wrong] = [await anAuthority(), await anAuthority()]
    const liar = await aReceiver(wrong)
    const cloud = await fed(there, [syslogTo(liar.port, right.ca)])
    const desk = await aDesk(there)
    desk.add(3)
    await desk.send()
    await expect
      .poll(() => metric(cloud, 'holdfast_feed_failures_total{feed="siem"}'), { timeout: 30_000 })
      .toBeGreaterThan(1)
    expect([liar.whole, liar.torn, await leafOf(there)]).toEqual([[], [], -1])
    await cloud.stop()
    const honest = await aReceiver(right)
    await fed(there, [syslogTo(honest.port, right.ca)])
    await expect.poll(() => honest.whole.length, { timeout: 30_000 }).toBe(desk.log.last.n)
  }, 120_000)

  test('a frame that was cut off in its middle comes again, whole: nothing is lost, and what came twice says the same', async () => {
    const there = await aCloud(postgres)
    const by = await anAuthority()
    const receiver = await aReceiver(by)
    const desk = await aDesk(there)
    // more than is read at once: the rest is on its way when the receiver falls
    desk.add(400)
    await desk.send()
    receiver.cut(40_000)
    await fed(there, [syslogTo(receiver.port, by.ca)])
    const told = () =>
      new Set(
        numbersOf(
          receiver.told().map(({ fields }) => fields),
          desk,
        ),
      )
    await expect.poll(() => told().size, { timeout: 30_000 }).toBe(desk.log.last.n)
    await expect.poll(() => leafOf(there), { timeout: 30_000 }).toBe(desk.log.last.n - 1)
    expect(receiver.torn).toHaveLength(1)
    expect(receiver.torn[0]).toBeGreaterThan(0)
    expect(receiver.whole.length).toBeGreaterThan(desk.log.last.n)
    expect(new Set(receiver.whole).size).toBe(desk.log.last.n)
    expect(receiver.whole.map(parseSyslog)).toHaveLength(receiver.whole.length)
  }, 120_000)

  test('a line that was torn in a file is ended, and whatever it began to say comes again; another practice’s place is not to be seen', async () => {
    const there = await aCloud(postgres)
    const file = join(tempFolder(), 'audit.ndjson')
    appendFileSync(file, '{"at":"2026-11')
    const cloud = await fed(there, [{ name: 'lines', practices: '*', to: 'file', file }])
    const desk = await aDesk(there)
    desk.add(2)
    await desk.send()
    await expect
      .poll(() => readFileSync(file, 'utf8').trimEnd().split('\n').length, { timeout: 30_000 })
      .toBe(1 + desk.log.last.n)
    const [torn, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(torn).toBe('{"at":"2026-11')
    expect(
      numbersOf(
        lines.map((line) => JSON.parse(line) as Record<string, unknown>),
        desk,
      ),
    ).toEqual(upTo(desk.log.last.n))
    const seen = await inPractice(
      cloud.pool,
      randomUUID(),
      async (client) => (await client.query('SELECT * FROM audit_feed')).rows,
    )
    expect(seen).toEqual([])
  }, 120_000)
})
