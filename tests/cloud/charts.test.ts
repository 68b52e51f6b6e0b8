/** One chart from a real cloud: what it is of, who gets it, and as of when. */
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { get } from 'node:https'
import { describe, expect, test } from 'vitest'
import { records } from '../../shared/catalog.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { cursorText } from '../../shared/sync/wire.ts'
import { Admission } from '../../src-cloud/http/admission.ts'
import { chartRecords } from '../../src-main/store/chart-rows.ts'
import { known } from '../../src-main/store/known-records.ts'
import { furthestSeen } from '../../src-main/store/points.ts'
import { readChart } from '../../src-main/sync/read-chart.ts'
import { daysAgo, seePatient } from '../kit/chart-stations.ts'
import { rowFor } from '../kit/rows.ts'
import { command } from '../kit/store.ts'
import {
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  settle,
  skipWithout,
  usePostgres,
  type Station,
} from '../kit/cloud.ts'

const canary = 'Canary-of-the-other-practice'

describe.skipIf(skipWithout !== null)('a chart', () => {
  const postgres = usePostgres()

  async function practice() {
    const name = await postgres.makeDatabase()
    const cloud = await newCloud(postgres.url(name), postgres.folder)
    const id = await newTestPractice(cloud)
    const one = await newStation(cloud, id)
    makeOwner(one)
    return { name, cloud, id, one }
  }
  /** As a workstation that stands where `station` does would ask. */
  async function ask(station: Station, patient: string, minSeq = 0) {
    const seen = furthestSeen(station.store)
    if (!seen) throw new Error('nothing was read')
    return station.transport.chart(patient, minSeq, seen)
  }
  async function bringTo(station: Station, patient: string, minSeq = 0) {
    const answer = await ask(station, patient, minSeq)
    if ('refused' in answer) throw new Error(answer.refused)
    return readChart(answer, patient)
  }

  test('has every row of the patient but those that are held of everybody, as of the head', async () => {
    const { one } = await practice()
    const [patient, other] = [seePatient(one, 10, 'Asked'), seePatient(one, 20, 'Beside')]
    command(one.store, (tx) => {
      const [gone] = one.store.read.rows<{ id: string }>(
        'SELECT id FROM problems WHERE patientId = ?',
        patient,
      )
      tx.remove(records.problems, gone?.id ?? '')
    })
    await settle(one)
    const { asOf, rows } = await bringTo(one, patient)
    expect(asOf).toEqual(one.engine.cursor)
    const types = chartRecords(known)
      .map(({ type }) => type)
      .filter((type) => type !== 'problem')
    expect(rows.map(({ type }) => type).toSorted()).toEqual(types.toSorted())
    for (const { type, id, version, row } of rows) {
      const record = chartRecords(known).find((each) => each.type === type)
      expect(record && one.store.writers.of(record).read(id)).toEqual({ version, row })
    }
    expect(JSON.stringify(rows)).not.toContain(other)
  })

  test('is nobody else’s: not of another practice, without a token, or by a name that is none', async () => {
    const { cloud, one } = await practice()
    const theirs = await newStation(cloud, await newTestPractice(cloud))
    makeOwner(theirs)
    const their = seePatient(theirs, 10, canary)
    command(theirs.store, (tx) =>
      tx.put(
        records.problems,
        rowFor(records.problems, 1, { patientId: their, name: canary }) as RowOf<typeof records.problems>,
      ),
    )
    const our = seePatient(one, 10, 'Ours')
    await settle(one, theirs)
    expect(JSON.stringify((await bringTo(theirs, their)).rows)).toContain(canary)
    // of a patient nobody knows here there is nothing, whoever knows them
    expect((await bringTo(one, their)).rows).toEqual([])
    expect((await one.transport.activeCharts({ since: '2000', before: null })).includes(their)).toBe(false)
    const status = async (path: string, token: string | null = one.token) => {
      const [answer] = (await once(
        get({
          host: '127.0.0.1',
          port: cloud.port,
          ca: cloud.ca,
          path,
          headers: token === null ? {} : { authorization: `Bearer ${token}` },
        }),
        'response',
      )) as [IncomingMessage]
      const body = Buffer.concat(await answer.toArray()).toString()
      expect(body).not.toContain(canary)
      return answer.statusCode
    }
    const point = one.engine.cursor
    const seen = point && cursorText(point)
    expect(await status(`/v1/sync/charts/${our}?minSeq=0&seen=${seen}`)).toBe(200)
    expect(await status(`/v1/sync/charts/${our}?minSeq=0&seen=${seen}`, null)).toBe(401)
    expect(await status(`/v1/sync/charts/${our}?minSeq=0&seen=${seen}`, theirs.token)).toBe(410)
    for (const path of [
      `${our}?minSeq=x&seen=${seen}`,
      `${our}?minSeq=0&seen=x`,
      `${our}?minSeq=0`,
      'x?minSeq=0',
    ])
      expect([path, await status(`/v1/sync/charts/${path}`)]).toEqual([path, 400])
    expect(await status('/v1/sync/charts?since=2020', null)).toBe(401)
    expect(await status(`/v1/sync/charts?since=${encodeURIComponent("' OR true --")}`)).toBe(400)
  })

  test('is refused as of a point the cloud has not reached, and to one who has read another history', async () => {
    const { name, one } = await practice()
    const patient = seePatient(one, 10, 'Asked')
    await settle(one)
    const head = one.engine.cursor?.seq ?? 0
    expect(await ask(one, patient, head + 1)).toMatchObject({ refused: 'stale-replica' })
    const seen = { ...(one.engine.cursor as NonNullable<typeof one.engine.cursor>), h: 'f'.repeat(32) }
    const before = await postgres.owner(name, (client) => client.query('SELECT epoch FROM practice_head'))
    expect(await one.transport.chart(patient, 0, seen)).toMatchObject({ refused: 'epoch-changed' })
    // nobody announced it: the epoch is another for everybody
    const after = await postgres.owner(name, (client) => client.query('SELECT epoch FROM practice_head'))
    expect(after.rows).not.toEqual(before.rows)
  })

  test('is of one moment, whatever is written meanwhile', async () => {
    const { one } = await practice()
    const patient = seePatient(one, 10, 'Written to')
    await settle(one)
    const ids = (['problems', 'medications'] as const).map((table) => ({
      table,
      id: (one.store.db.prepare(`SELECT id FROM ${table} WHERE patientId = ?`).pluck().get(patient) ??
        '') as string,
    }))
    const seen = new Set<string>()
    const written = new AbortController()
    const writes = (async () => {
      // on, where reading is slow, until it was read between some of them
      for (let n = 0; n < 60 || (seen.size <= 3 && n < 2000); n += 1) {
        command(one.store, (tx) => {
          // both in one op: whoever sees one sees the other
          for (const { table, id } of ids) tx.amend(records[table], id, { note: `both ${n}` })
        })
        await one.engine.step()
      }
      written.abort()
    })()
    while (!written.signal.aborted) {
      const { rows } = await bringTo(one, patient)
      const notes = new Set(
        rows.flatMap(({ id, row }) => (ids.some((each) => each.id === id) ? [String(row?.['note'])] : [])),
      )
      expect(notes.size).toBe(1)
      for (const note of notes) seen.add(note)
    }
    await writes
    expect(seen.size).toBeGreaterThan(3)
  })

  test('and which were active is told by when, those of whom nothing is known are not', async () => {
    const { one } = await practice()
    const ids = [seePatient(one, -3, 'Comes'), seePatient(one, 40, 'Came'), seePatient(one, 700, 'Was here')]
    await settle(one)
    const since = async (days: number, before: number | null = null) =>
      (
        await one.transport.activeCharts({
          since: daysAgo(days),
          before: before === null ? null : daysAgo(before),
        })
      ).map((id) => ids.indexOf(id))
    expect(await since(1000)).toEqual([0, 1, 2])
    expect(await since(100)).toEqual([0, 1])
    expect(await since(1, -30)).toEqual([0])
    expect(await since(1, 0)).toEqual([])
  })
})

test('charts are let in after what is pushed and pulled, and before snapshots', async () => {
  const admission = new Admission({
    atOnce: 1,
    waiting: {
      push: 9,
      backlog: 9,
      pull: 9,
      chart: 9,
      events: 9,
      audit: 9,
      blobs: 9,
      'audit-read': 9,
      hydrate: 9,
      calendars: 9,
    },
  })
  const order: string[] = []
  const release = Promise.withResolvers<void>()
  const first = admission.run('pull', () => release.promise)
  const rest = (['hydrate', 'chart', 'pull', 'push'] as const).map((each) =>
    admission.run(each, () => Promise.resolve(void order.push(each))),
  )
  release.resolve()
  await Promise.all([first, ...rest])
  expect(order).toEqual(['push', 'pull', 'chart', 'hydrate'])
})
