/** The log grows old: weeks go into segments, segments are compacted and expire, and no workstation misses anything by it. */
import { describe, expect, test } from 'vitest'
import { allergies } from '../../shared/charting/allergy.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { patients } from '../../shared/patients/patient.ts'
import { verifyLog } from '../../src-cloud/postgres/verify-log.ts'
import { agingPractice } from '../kit/aging.ts'
import { rowFor } from '../kit/rows.ts'
import { command, countOf } from '../kit/store.ts'
import { transportOf } from '../kit/transport.ts'
import {
  contentsOf,
  newStation,
  registerOne,
  settle,
  skipWithout,
  usePostgres,
  waitingIn,
  type Station,
} from '../kit/cloud.ts'

/** The whole log from its start, however long. */
const fromStart = { readFromStartUpTo: Number.MAX_SAFE_INTEGER }

describe.skipIf(skipWithout !== null)('a log that grows old', () => {
  const postgres = usePostgres()

  /** Three months in which people come and go, and one patient is changed every day. */
  async function months() {
    const aging = await agingPractice(postgres)
    const { one, onDay } = aging
    const often = registerOne(one, 'Often')
    const gone: string[] = []
    for (let day = 0; day <= 90; day += 3) {
      await onDay(day)
      const id = registerOne(one, `Day ${day}`)
      const allergy = rowFor(allergies, 1, { patientId: id }) as RowOf<typeof allergies>
      command(one.store, (tx) => tx.put(allergies, allergy))
      command(one.store, (tx) => tx.amend(patients, often, { preferredName: `On day ${day}` }))
      if (day % 2 === 0) {
        command(one.store, (tx) => tx.remove(allergies, allergy.id))
        gone.push(allergy.id)
      }
      await settle(one)
    }
    return { ...aging, often, gone }
  }

  const weeksOf = async (database: string) =>
    postgres.owner(database, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT relname AS name FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
         WHERE inhparent = 'change_log'::regclass ORDER BY 1`,
      )
      return rows.map(({ name }) => name)
    })
  const copyOf = ({ store }: Station) => JSON.stringify(contentsOf({ store }))

  test('weeks go when all of them is in segments; who reads from the start reads the same', async () => {
    const { cloud, database, practice, one, keep, gone } = await months()
    const before = await newStation(cloud, practice, { parts: fromStart })
    await settle(before)
    const weeks = await weeksOf(database)

    const kept = await keep()
    expect(kept).toMatchObject({ practices: 1, failed: 0, expired: 0, weeksLeft: [] })
    expect([kept.closed, kept.compacted].every((n) => n > 2)).toBe(true)
    // ninety days are thirteen weeks: the last three are hot
    expect(kept.weeksDropped).toHaveLength(10)
    expect(await weeksOf(database)).toEqual(weeks.slice(10))
    const walked = await verifyLog(cloud.pool, practice)
    expect(walked).toMatchObject({ first: 1, faults: [] })
    expect(walked.leftOut).toBeGreaterThan(10)
    expect(walked.hot).toBeLessThan(walked.head / 3)
    expect(await keep()).toMatchObject({ closed: 0, compacted: 0, weeksDropped: [], weeksLeft: [] })

    const after = await newStation(cloud, practice, { parts: fromStart })
    await settle(after)
    expect(copyOf(after)).toBe(copyOf(before))
    expect(copyOf(after)).toBe(copyOf(one))
    for (const id of gone) expect(after.store.writers.of(allergies).read(id)).toBeUndefined()
    // how each op was decided, and each version there was, is kept
    const counts = await postgres.owner(database, (client) =>
      client.query(`SELECT (SELECT count(*)::int FROM op_result) AS results,
        (SELECT max(version) FROM record_history) AS versions`),
    )
    expect(counts.rows[0]).toMatchObject({ versions: 31 })
  })

  test('a workstation that was away for sixty days reads on, and keeps what it did meanwhile', async () => {
    const { cloud, practice, one, onDay, keep, often } = await agingPracticeWithTwo()
    const two = await newStation(cloud, practice, { parts: fromStart })
    await settle(two)
    // away, and at work: one change of its own, one of a row that others change, one of a row that others remove
    const mine = registerOne(two, 'Made while away')
    const [kept, removed] = [registerOne(one, 'Kept'), registerOne(one, 'Removed')]
    await settle(one, two)
    command(two.store, (tx) => tx.amend(patients, often, { email: 'away@example.org' }))
    const unsent = registerOne(two, 'Not sent yet')
    for (let day = 2; day <= 62; day += 4) {
      await onDay(day)
      command(one.store, (tx) => tx.amend(patients, often, { preferredName: `On day ${day}` }))
      registerOne(one)
      if (day === 6) command(one.store, (tx) => tx.remove(patients, removed))
      if (day === 10) command(one.store, (tx) => tx.amend(patients, kept, { family: 'Kept and renamed' }))
      await settle(one)
      await keep()
    }
    const walked = await verifyLog(cloud.pool, practice)
    expect(walked.leftOut).toBeGreaterThan(2)
    expect(walked.faults).toEqual([])
    two.engine.disconnected()
    await settle(two)
    await settle(one, two)
    expect(copyOf(two)).toBe(copyOf(one))
    expect(two.store.writers.of(patients).read(removed)).toBeUndefined()
    expect(two.store.writers.of(patients).read(often)?.row).toMatchObject({
      email: 'away@example.org',
      preferredName: 'On day 62',
    })
    for (const id of [mine, unsent]) expect(one.store.writers.of(patients).read(id)).toBeDefined()
    expect(waitingIn(two)).toBe(0)
  })

  async function agingPracticeWithTwo() {
    const aging = await agingPractice(postgres)
    const often = registerOne(aging.one, 'Often')
    await settle(aging.one)
    return { ...aging, often }
  }

  test('one that was away for five hundred days sends what it has, then begins with a snapshot', async () => {
    const { cloud, practice, one, onDay, keep, often, database } = await agingPracticeWithTwo()
    const asked: string[] = []
    const two = await newStation(cloud, practice, {
      parts: fromStart,
      around: (inner) =>
        transportOf(inner, {
          push: (push) => {
            asked.push('push')
            return inner.push(push)
          },
          hydrate: () => {
            asked.push('hydrate')
            return inner.hydrate()
          },
        }),
    })
    const removed = registerOne(one, 'Removed')
    await settle(one, two)
    const sent = registerOne(two, 'Sent long ago')
    await settle(two)
    const archived = countOf(two.store, 'outbox_archive')
    const unsent = registerOne(two, 'Not sent yet')
    command(two.store, (tx) => tx.amend(patients, often, { email: 'away@example.org' }))
    for (let day = 5; day <= 500; day += 45) {
      await onDay(day)
      command(one.store, (tx) => tx.amend(patients, often, { preferredName: `On day ${day}` }))
      registerOne(one)
      if (day === 50) command(one.store, (tx) => tx.remove(patients, removed))
      await settle(one)
      await keep()
    }
    await onDay(500)
    expect((await verifyLog(cloud.pool, practice)).first).toBeGreaterThan(1)
    const waiting = waitingIn(two)
    expect(waiting).toBe(2)
    asked.length = 0
    two.engine.disconnected()
    await settle(two)
    expect(asked.indexOf('push')).toBeLessThan(asked.indexOf('hydrate'))
    expect(asked.filter((each) => each === 'hydrate')).toHaveLength(1)
    await settle(one, two)
    expect(copyOf(two)).toBe(copyOf(one))
    expect(two.store.writers.of(patients).read(removed)).toBeUndefined()
    for (const id of [sent, unsent]) expect(one.store.writers.of(patients).read(id)).toBeDefined()
    expect(one.store.writers.of(patients).read(often)?.row).toMatchObject({ email: 'away@example.org' })
    expect([waitingIn(two), countOf(two.store, 'outbox_archive')]).toEqual([0, archived + 2])
    // no history was taken for another one by it, and nobody was told of a restore
    const { rows } = await postgres.owner(database, (client) =>
      client.query('SELECT epoch FROM practice_head'),
    )
    expect(rows).toEqual([{ epoch: one.store.sync.get('epoch') }])
    for (const { store } of [one, two]) expect(countOf(store, 'outage')).toBe(0)

    // a new one, and one that comes after a restore, have no start of the log to read either
    const three = await newStation(cloud, practice, { parts: fromStart })
    await settle(three)
    expect(copyOf(three)).toBe(copyOf(one))
    await postgres.owner(database, (client) =>
      client.query('UPDATE practice_head SET epoch = gen_random_uuid()'),
    )
    for (const { engine } of [one, two, three]) engine.disconnected()
    await settle(one, two, three)
    expect(copyOf(two)).toBe(copyOf(one))
    expect(copyOf(three)).toBe(copyOf(one))
    expect([one, two, three].map(waitingIn)).toEqual([0, 0, 0])
    const lost = [one, two, three].map(({ store }) => countOf(store, 'attention'))
    expect(lost).toEqual([0, 0, 0])
  })
})
