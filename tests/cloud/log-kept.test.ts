/** What moves the log must never lose a line: not by a fault, a second process, a weak owner, or bytes that change. */
import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { patients } from '../../shared/patients/patient.ts'
import { closeNext, verifyNext } from '../../src-cloud/postgres/close-log.ts'
import { dropLogWeek, weeksUntil } from '../../src-cloud/postgres/log-weeks.ts'
import { makePool } from '../../src-cloud/postgres/pool.ts'
import { verifyLog } from '../../src-cloud/postgres/verify-log.ts'
import { agingPractice, smallCut } from '../kit/aging.ts'
import { command } from '../kit/store.ts'
import {
  contentsOf,
  newStation,
  registerOne,
  settle,
  skipWithout,
  usePostgres,
  type TestPostgres,
} from '../kit/cloud.ts'

const fromStart = { readFromStartUpTo: Number.MAX_SAFE_INTEGER }

/** Five weeks of a practice; nothing of it moved so far. */
async function fiveWeeks(postgres: TestPostgres) {
  const aging = await agingPractice(postgres)
  const { one, onDay } = aging
  const id = registerOne(one, 'Often')
  for (let day = 0; day <= 35; day += 5) {
    await onDay(day)
    for (let n = 0; n < 4; n += 1) registerOne(one)
    command(one.store, (tx) => tx.amend(patients, id, { preferredName: `On day ${day}` }))
    await settle(one)
  }
  return aging
}

describe.skipIf(skipWithout !== null)('a log that is moved', () => {
  const postgres = usePostgres()

  /** As whoever keeps the database could: past every trigger. */
  const meddle = (database: string, sql: string) =>
    postgres.owner(database, async (client) => {
      await client.query(`SET session_replication_role = replica; ${sql}`)
    })

  test('stays where it is when a line of it does not hash, and other practices go on', async () => {
    const { database, cloud, practice, keep } = await fiveWeeks(postgres)
    const weeks = await weeksUntil(cloud.pool, '2026-03-23')
    expect(weeks).toEqual(['2026-03-02', '2026-03-09', '2026-03-16'])
    await meddle(database, `UPDATE change_log SET line = replace(line, 'Often', 'Aften') WHERE seq = 3`)
    const found = await verifyLog(cloud.pool, practice)
    expect(found.faults).toEqual(['line 3 does not hash to the chain'])
    expect(await keep()).toMatchObject({ failed: 1, closed: 0, weeksDropped: [], weeksLeft: weeks })
    await meddle(database, `UPDATE change_log SET line = replace(line, 'Aften', 'Often') WHERE seq = 3`)
    expect(await keep()).toMatchObject({ failed: 0, weeksDropped: weeks, weeksLeft: [] })
    expect((await verifyLog(cloud.pool, practice)).faults).toEqual([])
  })

  test('no week goes before every line of it was read back from a segment', async () => {
    const { cloud, practice, database, keep } = await fiveWeeks(postgres)
    const drop = () => dropLogWeek(cloud.pool, '2026-03-02')
    expect(await drop()).toBe(false)
    while ((await closeNext(cloud.pool, practice, '2026-03-23', smallCut)) === 'more');
    // written, and not read back
    expect(await drop()).toBe(false)
    await meddle(
      database,
      `UPDATE log_segment SET body = set_byte(body, 20, get_byte(body, 20) # 1) WHERE from_seq = 1`,
    )
    await expect(verifyNext(cloud.pool, practice)).rejects.toThrow(/segment.damaged/)
    expect(await drop()).toBe(false)
    expect((await verifyLog(cloud.pool, practice)).faults).toEqual([
      'segment 1 to 12: its bytes are not those that were written',
    ])
    await meddle(
      database,
      `UPDATE log_segment SET body = set_byte(body, 20, get_byte(body, 20) # 1) WHERE from_seq = 1`,
    )
    while ((await verifyNext(cloud.pool, practice)) === 'more');
    // another practice that has written in the same week, and whose lines are in no segment
    const other = await cloudPractice(cloud, database)
    expect(await drop()).toBe(false)
    await meddle(database, `DELETE FROM change_log WHERE practice_id = '${other}'`)
    expect(await drop()).toBe(true)
    expect(await drop()).toBe(false)
    expect((await keep()).weeksDropped).toEqual(['2026-03-09', '2026-03-16'])
  })

  async function cloudPractice(cloud: { pool: ReturnType<typeof makePool> }, database: string) {
    const id = '0190f3c4-6c1e-7e0a-9a53-00000000c0de'
    await meddle(
      database,
      `INSERT INTO practice_head (practice_id, epoch, h, name) VALUES ('${id}', gen_random_uuid(), '${'0'.repeat(32)}', 'Other');
       INSERT INTO change_log SELECT '${id}', 1, '2026-03-03', 1, 'op', 'x', NULL, gen_random_uuid(), '{"s":1}', '${'1'.repeat(32)}'`,
    )
    expect((await cloud.pool.query('SELECT practices_after(NULL, 10)')).rows).toHaveLength(2)
    return id
  }

  test('a segment whose bytes have changed is served to nobody', async () => {
    const { database, cloud, practice, one, keep } = await fiveWeeks(postgres)
    await keep()
    await meddle(database, `UPDATE log_segment SET sha256 = repeat('0', 64) WHERE from_seq > 1`)
    const two = await newStation(cloud, practice, { parts: fromStart })
    const reading = async () => {
      while ((await two.engine.step()) === 'more');
    }
    await expect(reading()).rejects.toMatchObject({ why: 'busy' })
    expect(two.store.sync.number('seq', 0)).toBeGreaterThan(0)
    const { faults, segments } = await verifyLog(cloud.pool, practice)
    expect(faults).toHaveLength(segments - 1)
    expect(contentsOf(one)['patients']).toHaveLength(33)
  })

  test('the app adds segments that go on where the last one ends, and changes or removes none', async () => {
    const { database, practice, keep } = await fiveWeeks(postgres)
    await keep()
    const asApp = async (sql: string) => {
      const client = new Client({ connectionString: postgres.url(database), options: '-c role=holdfast_app' })
      await client.connect()
      try {
        await client.query('BEGIN')
        await client.query(`SELECT set_config('app.practice_id', $1, true)`, [practice])
        return await client.query(sql)
      } finally {
        await client.end()
      }
    }
    for (const sql of [
      `UPDATE log_segment SET body = ''`,
      'DELETE FROM log_segment',
      `DROP TABLE change_log`,
      `SELECT * FROM change_log_2026w13`,
    ])
      await expect(asApp(sql)).rejects.toThrow(/permission denied|must be owner/)
    const add = (from: number, before: string) =>
      asApp(`INSERT INTO log_segment (practice_id, from_seq, to_seq, h_before, h_end, last_on, lines, body, sha256)
             VALUES ('${practice}', ${from}, ${from}, '${before}', '${'0'.repeat(32)}', '2026-03-02', 1, '', '')`)
    await expect(add(9000, '0'.repeat(32))).rejects.toThrow(/goes on where the last one ended/)
    // segments that are young, none, or not all of those in between
    for (const [first, last] of [
      [1, 2],
      [1, 9000],
    ])
      await expect(
        asApp(`SELECT compact_segments(${first}, ${last}, '2036-01-01', 1, NULL, '', '')`),
      ).rejects.toThrow(/not to be compacted/)
  })

  test('two that keep the same log at the same time do it once', async () => {
    const { cloud, practice, keep } = await fiveWeeks(postgres)
    const kept = await Promise.all([keep(), keep(), keep()])
    expect(kept.map(({ failed }) => failed)).toEqual([0, 0, 0])
    for (let again = 0; again < 3; again += 1) await keep()
    const walked = await verifyLog(cloud.pool, practice)
    expect(walked.faults).toEqual([])
    expect(walked.hot).toBeLessThan(walked.head)
  })

  test('an owner whom row-level security holds drops nothing too much, and the same weeks', async () => {
    const password = randomBytes(12).toString('hex')
    const owner = `o_${randomBytes(6).toString('hex')}`
    await postgres.owner('postgres', async (client) => {
      await client.query(
        `CREATE ROLE ${owner} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD '${password}'`,
      )
      await client.query(`DO $$ BEGIN CREATE ROLE holdfast_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOINHERIT;
        EXCEPTION WHEN duplicate_object THEN NULL; END $$`)
      await client.query(`GRANT holdfast_app TO ${owner} WITH SET TRUE, INHERIT FALSE, ADMIN TRUE`)
    })
    const aging = await agingPractice({
      makeDatabase: async () => {
        // whose tables are to be this owner's is empty
        const name = await postgres.makeDatabase('template0')
        await postgres.owner('postgres', (client) => client.query(`ALTER DATABASE ${name} OWNER TO ${owner}`))
        return name
      },
      url: (name: string) => {
        const url = new URL(postgres.url(name))
        url.username = owner
        url.password = password
        return url.href
      },
      folder: postgres.folder,
    } as TestPostgres)
    const { cloud, one, onDay, practice, keep } = aging
    for (let day = 0; day <= 35; day += 5) {
      await onDay(day)
      registerOne(one)
      await settle(one)
    }
    expect(await dropLogWeek(cloud.pool, '2026-03-02')).toBe(false)
    expect(await keep()).toMatchObject({
      practices: 1,
      failed: 0,
      weeksDropped: ['2026-03-02', '2026-03-09', '2026-03-16'],
    })
    expect((await verifyLog(cloud.pool, practice)).faults).toEqual([])
    // whoever owns the tables without having been named may look at no week, and so drops none
    const week = '2026-04-27'
    const pool = makePool({ url: postgres.url(aging.database), size: 1, broken: () => undefined })
    onTestFinished(() => pool.end())
    await onDay(56)
    registerOne(one)
    await settle(one)
    await postgres.owner(aging.database, async (client) => {
      await client.query(`DROP POLICY by_owner ON change_log_2026w18`)
    })
    expect(await dropLogWeek(pool, week)).toBe(false)
  })
})
