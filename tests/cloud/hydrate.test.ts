/** A new workstation begins with a snapshot: what it has then. */
import { zstdDecompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { records } from '../../shared/catalog.ts'
import type { RecordType, RowOf } from '../../shared/kernel/record.ts'
import { coreTypes } from '../../shared/sync/hydrate.ts'
import { allergies } from '../../shared/charting/allergy.ts'
import { encounters } from '../../shared/charting/encounter.ts'
import { patients } from '../../shared/patients/patient.ts'
import type { EngineParts } from '../../src-main/sync/engine.ts'
import { fill, hydrating, practiceWith, watched } from '../kit/hydrate.ts'
import { rowFor } from '../kit/rows.ts'
import { command, countOf, newTestId } from '../kit/store.ts'
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
  usePostgres,
  waitingIn,
  type Station,
} from '../kit/cloud.ts'

type Progress = Parameters<NonNullable<EngineParts['progress']>>[0]

describe.skipIf(skipWithout !== null)('a new workstation', () => {
  const postgres = usePostgres()

  test('has what one has that read the log from its start, and has not read it', async () => {
    const { cloud, name, practice, one, ids } = await practiceWith(postgres)
    // a row that changed, one that has gone, and a conflict nobody has made yet
    command(one.store, (tx) => tx.amend(patients, ids[0] ?? '', { email: 'new@example.org' }))
    const [gone] = one.store.read.all<{ id: string }>((sql) => sql.selectFrom('allergies').select('id'))
    command(one.store, (tx) => tx.remove(allergies, gone?.id ?? ''))
    await settle(one)
    const reader = await newStation(cloud, practice, { parts: { readFromStartUpTo: 1_000_000 } })
    const told: Progress[] = []
    const { two, asked } = await watched(cloud, practice)
    const three = await newStation(cloud, practice, {
      parts: { ...hydrating, progress: (part) => told.push(part) },
    })
    await settle(reader, two, three)
    expect(contentsOf(two)).toEqual(contentsOf(reader))
    expect(contentsOf(three)).toEqual(contentsOf(one))
    for (const { table, by } of Object.values(records) as RecordType[]) {
      const raw = (station: Station) =>
        station.store.db
          .prepare(`SELECT * FROM ${table} ORDER BY id`)
          .all()
          .map((row) => ({ ...(row as object), n: 0 }))
      expect(raw(two)).toEqual(raw(reader))
      // what only the cloud says it has not said
      expect(raw(two).length > 0).toBe(by === 'people')
    }
    // and can be found
    const words = (station: Station) =>
      station.store.db.prepare('SELECT term, doc, cnt FROM patient_word ORDER BY term').all()
    expect(words(two)).toEqual(words(reader))
    expect(countOf(two.store, 'patient_number')).toBe(countOf(reader.store, 'patient_number'))
    expect(two.engine.cursor).toEqual(one.engine.cursor)
    const head = one.engine.cursor?.seq ?? 0
    expect(asked.filter((each) => each.startsWith('pull')).every((each) => each === `pull ${head}`)).toBe(
      true,
    )
    expect(asked.filter((each) => each === 'manifest')).toHaveLength(1)
    // what is needed first came first, and what was told of it only grew
    const done = told.filter((part) => part !== null)
    expect(told.at(-1)).toBeNull()
    expect(done.map(({ scope }) => scope)).toEqual(
      done
        .map(({ scope }) => scope)
        .toSorted()
        .toReversed(),
    )
    for (const scope of ['core', 'charts']) {
      const ofScope = done.filter((part) => part.scope === scope)
      expect(ofScope.length).toBeGreaterThan(2)
      expect(ofScope.at(-1)?.rowsDone).toBe(ofScope.at(-1)?.rowsTotal)
    }
    // it writes like any other
    registerOne(two, 'Written after')
    await settle(two, one, three)
    expect(contentsOf(one)).toEqual(contentsOf(two))
    expect(contentsOf(three)).toEqual(contentsOf(two))
    expect(await postgres.owner(name, (client) => faultsOf(client, practice))).toEqual([])
  })

  test('has resources as they came, byte for byte as they would be packed here', async () => {
    const name = await postgres.makeDatabase()
    const cloud = await newCloud(postgres.url(name), postgres.folder)
    const practice = await newTestPractice(cloud)
    const one = await newStation(cloud, practice)
    makeOwner(one)
    const patientId = registerOne(one)
    command(one.store, (tx) => {
      for (let n = 0; n < 1500; n += 1)
        tx.put(records.originals, {
          ...(rowFor(records.originals, n) as RowOf<typeof records.originals>),
          patientId,
          content: JSON.stringify({ resourceType: 'Observation', id: String(n), note: 'x'.repeat(n % 90) }),
        })
    })
    await settle(one)
    const two = await newStation(cloud, practice, { parts: hydrating })
    await settle(two)
    const stored = (station: Station) =>
      station.store.db.prepare('SELECT id, hex(content) AS content FROM originals ORDER BY id').all()
    expect(stored(two)).toHaveLength(1500)
    expect(stored(two)).toEqual(stored(one))
  })

  test('gets patients and allergies first, then the charts of those who were seen last', async () => {
    const { cloud, practice, one } = await practiceWith(postgres, 0)
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
    const seen = [daysAgo(900), null, daysAgo(-7), daysAgo(150)]
    const ids = seen.map((startsAt, n) => {
      const id = newTestId()
      command(one.store, (tx) => {
        const row = rowFor(patients, n, { id, registeredAt: daysAgo(1200) })
        tx.put(patients, row as RowOf<typeof patients>)
        if (startsAt !== null)
          tx.put(encounters, {
            ...(rowFor(encounters, 1) as RowOf<typeof encounters>),
            patientId: id,
            startsAt,
          })
        tx.put(allergies, { ...(rowFor(allergies, 1) as RowOf<typeof allergies>), patientId: id })
        tx.put(records.problems, {
          ...(rowFor(records.problems, 1) as RowOf<typeof records.problems>),
          patientId: id,
        })
      })
      return id
    })
    await settle(one)
    const order: string[] = []
    const { transport } = await newStation(cloud, practice)
    const { snapshot, segments } = await transport.hydrate()
    for (const { n, scope, months } of segments) {
      const body = await transport.segment(snapshot, n)
      for (const line of zstdDecompressSync(body ?? Buffer.alloc(0))
        .toString()
        .trim()
        .split('\n')) {
        const { t, r, c } = JSON.parse(line) as {
          t?: string
          r?: { patientId?: string }
          c?: string
        }
        if (c !== undefined) order.push(`whole ${ids.indexOf(c)}, ${months} months`)
        else order.push(scope === 'core' ? (t ?? '') : `${t} ${ids.indexOf(r?.patientId ?? '')}`)
      }
    }
    expect(order).toEqual([
      'user',
      ...Array<string>(4).fill('patient'),
      ...Array<string>(4).fill('allergy'),
      'encounter 2',
      'problem 2',
      'whole 2, 3 months',
      'encounter 3',
      'problem 3',
      'whole 3, 6 months',
      'encounter 0',
      'problem 0',
      'whole 0, 36 months',
      'problem 1',
      'whole 1, 60 months',
    ])
    expect(coreTypes.every((type) => Object.values(records).some((record) => record.type === type))).toBe(
      true,
    )
  })

  test('of a practice without a row begins with nothing, and one that brings its own practice keeps it', async () => {
    const cloud = await newCloud(postgres.url(await postgres.makeDatabase()), postgres.folder)
    const practice = await newTestPractice(cloud)
    const one = await newStation(cloud, practice, { parts: hydrating })
    makeOwner(one)
    fill(one, 3)
    const before = contentsOf(one)
    await one.engine.step()
    await settle(one)
    const ids = (contents: typeof before) => JSON.stringify(contents['patients'])
    expect(ids(contentsOf(one))).toBe(ids(before))
    expect(waitingIn(one)).toBe(0)
    // a snapshot without a row: the manifest of an empty practice
    const empty = await newTestPractice(cloud)
    const nobody = await newStation(cloud, empty, { parts: { readFromStartUpTo: -1 } })
    await settle(nobody)
    expect(nobody.engine.cursor).toMatchObject({ seq: 0 })
    expect(contentsOf(nobody)['patients']).toEqual([])
    makeOwner(nobody)
    await settle(nobody)
    expect([waitingIn(nobody), contentsOf(nobody)['users']?.length]).toEqual([0, 1])
  })
})
