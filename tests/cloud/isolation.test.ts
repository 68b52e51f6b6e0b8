/** One practice never sees another, and no row is written beside the log: PostgreSQL itself says no. */
import { Client } from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { enrolDevice, findCredential, revokeDevice } from '../../src-cloud/postgres/credentials.ts'
import { appRole } from '../../src-cloud/postgres/pool.ts'
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

const tables = [
  'practice_head',
  'device',
  'device_credential',
  'op_result',
  'op_quarantine',
  'record',
  'record_history',
  'change_log',
  'snapshot',
  'snapshot_segment',
  'blob',
  'blob_chunk',
  'log_segment',
  'recovery_key',
  'recovery_text',
  'audit_log',
  'audit_event',
  'audit_stray',
  'audit_tree',
  'audit_node',
  'audit_receipt',
  'audit_checkpoint',
  'audit_alarm',
]
const canary = 'Canary-of-the-other-practice'

describe.skipIf(skipWithout !== null)('one database, two practices', () => {
  const postgres = usePostgres()
  let name = ''
  beforeAll(async () => {
    name = await postgres.makeDatabase()
  })

  /** The app's role, by itself: what a mistake in the cloud's own code could ask. */
  async function asApp<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: postgres.url(name), options: `-c role=${appRole}` })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
  const inPractice = (practice: string, sql: string, values: unknown[] = []) =>
    asApp(async (client) => {
      await client.query('BEGIN')
      await client.query(`SELECT set_config('app.practice_id', $1, true)`, [practice])
      return client.query(sql, values)
    })

  async function twoPractices() {
    const cloud = await newCloud(postgres.url(name), postgres.folder)
    const [ours, theirs] = [await newTestPractice(cloud), await newTestPractice(cloud)]
    const [one, other] = [await newStation(cloud, ours), await newStation(cloud, theirs)]
    for (const station of [one, other]) makeOwner(station)
    const id = registerOne(other, canary)
    registerOne(one, 'Ours')
    await settle(one, other)
    return { cloud, ours, theirs, one, other, id }
  }

  test('practice_id comes first in every key, index and reference', async () => {
    await twoPractices()
    const keys = await postgres.owner(name, async (client) => {
      const { rows } = await client.query<{ what: string; first: string }>(`
        SELECT c.relname || ' ' || i.relname AS what, a.attname AS first
        FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
        UNION ALL
        SELECT conrelid::regclass || ' ' || conname, a.attname FROM pg_constraint k
        JOIN pg_namespace n ON n.oid = k.connamespace AND n.nspname = 'public'
        JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1] WHERE contype IN ('f', 'p', 'u')`)
      return rows
    })
    expect(keys.length).toBeGreaterThan(20)
    // which migrations have run is no practice's
    expect(keys.filter(({ first, what }) => first !== 'practice_id' && !what.startsWith('schema_'))).toEqual(
      [],
    )
  })

  test('every row is of a practice, references stay in it, and no number is given across practices', async () => {
    await twoPractices()
    const [without, across, sequences] = await postgres.owner(name, async (client) => [
      await client.query<{ name: string }>(`
        SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'practice_id' AND a.attnotnull)`),
      await client.query(`
        SELECT conrelid::regclass || ' ' || conname AS name FROM pg_constraint k
        JOIN pg_namespace n ON n.oid = k.connamespace AND n.nspname = 'public'
        JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = k.confkey[1]
        WHERE contype = 'f' AND a.attname <> 'practice_id'`),
      await client.query(
        `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'`,
      ),
    ])
    // which migrations have run is no practice's
    expect(without?.rows.map(({ name: table }) => table)).toEqual(['schema_migration'])
    expect([across?.rows, sequences?.rows]).toEqual([[], []])
  })

  test('row-level security is forced on every table, its weeks too, and the role cannot pass it', async () => {
    const { rows } = await postgres.owner(name, (client) =>
      client.query<{ relname: string; on: boolean }>(
        `SELECT relname, relrowsecurity AND relforcerowsecurity AS on FROM pg_class
         WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'schema_migration'`,
      ),
    )
    expect(rows.map(({ relname }) => relname)).toEqual(expect.arrayContaining(tables))
    expect(rows.length).toBeGreaterThan(tables.length + 5)
    expect(rows.filter(({ on }) => !on)).toEqual([])
    const role = await postgres.owner(name, (client) =>
      client.query(
        'SELECT rolsuper, rolbypassrls, rolcreaterole, rolcanlogin FROM pg_roles WHERE rolname = $1',
        [appRole],
      ),
    )
    expect(role.rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcanlogin: false },
    ])
  })

  test('the app’s role sees its own practice, and nothing where none is set', async () => {
    const { ours, theirs, id } = await twoPractices()
    for (const table of tables) {
      const all = await asApp((client) => client.query(`SELECT * FROM ${table}`))
      expect([table, all.rows]).toEqual([table, []])
      const mine = await inPractice(ours, `SELECT * FROM ${table}`)
      expect([table, mine.rows.filter((row) => JSON.stringify(row).includes(theirs))]).toEqual([table, []])
      expect(JSON.stringify(mine.rows)).not.toContain(canary)
      const asked = await inPractice(ours, `SELECT * FROM ${table} WHERE practice_id = $1`, [theirs])
      expect(asked.rows).toEqual([])
    }
    // and the canary is there to be seen by who may
    const own = await inPractice(theirs, 'SELECT data FROM record WHERE id = $1', [id])
    expect(own.rows).toMatchObject([{ data: { family: canary } }])
    await expect(
      inPractice(ours, `INSERT INTO device VALUES ($1, gen_random_uuid(), 1, 0)`, [theirs]),
    ).rejects.toThrow(/row-level security/)
    const week = await postgres.owner(name, (client) =>
      client.query<{ relname: string }>(
        `SELECT relname FROM pg_class WHERE relname ~ '^change_log_[0-9w]+$' LIMIT 1`,
      ),
    )
    await expect(inPractice(ours, `SELECT * FROM ${week.rows[0]?.relname}`)).rejects.toThrow(
      /permission denied/,
    )
  })

  test('no row is written without an op, set back, or deleted; history and log are only added to', async () => {
    const { ours, one } = await twoPractices()
    const owned = (sql: string) =>
      postgres.owner(name, async (client) => {
        await client.query('BEGIN')
        await client.query(`SELECT set_config('app.practice_id', $1, true)`, [ours])
        return client.query(sql)
      })
    const edit = `UPDATE record SET version = version + 1, data = data || '{"family":"X"}' WHERE type = 'patient'`
    await expect(inPractice(ours, edit)).rejects.toThrow(/written by an op only/)
    // not even by the owner of the tables, for whom row-level security is nothing
    await expect(owned(edit)).rejects.toThrow(/written by an op only/)
    await expect(
      owned(
        `SELECT set_config('app.op', string_agg(op_id::text, ','), true) FROM record; UPDATE record SET version = version`,
      ),
    ).rejects.toThrow(/never goes back/)
    await expect(owned('DELETE FROM record')).rejects.toThrow(/never deleted/)
    await expect(owned('TRUNCATE record CASCADE')).rejects.toThrow(/never deleted|only added to/)
    await expect(owned(`UPDATE change_log SET line = ''`)).rejects.toThrow(/only added to/)
    await expect(owned('DELETE FROM change_log')).rejects.toThrow(/only added to/)
    await expect(inPractice(ours, 'DELETE FROM record')).rejects.toThrow(/permission denied/)
    registerOne(one)
    await settle(one)
    expect(waitingIn(one)).toBe(0)
  })

  test('a token opens its own practice for its own workstation, until it is revoked', async () => {
    const { cloud, ours, theirs, one, other } = await twoPractices()
    const { pool } = cloud
    expect(await findCredential(pool, one.token, null)).toMatchObject({ practice: ours, device: one.device })
    expect(await findCredential(pool, one.token.replace(ours, theirs), null)).toBeNull()
    expect(
      await findCredential(pool, `${one.token.slice(0, -1)}${one.token.endsWith('A') ? 'E' : 'A'}`, null),
    ).toBeNull()
    const hello = {
      incarnation: 1,
      app: '',
      schema: 1,
      readAs: null,
      protocols: [1],
      cursor: null,
      asOf: null,
      nextDseq: 1,
      pending: { ops: 0, oldest: null },
      wall: 0,
      numbersLeft: null,
    }
    await expect(one.transport.hello({ ...hello, device: other.device })).rejects.toMatchObject({
      why: 'refused',
    })
    const second = await enrolDevice(pool, ours, one.device)
    await revokeDevice(pool, ours, one.device)
    for (const token of [one.token, second]) expect(await findCredential(pool, token, null)).toBeNull()
    await expect(one.transport.hello({ ...hello, device: one.device })).rejects.toMatchObject({
      why: 'refused',
    })
    expect(await findCredential(pool, other.token, null)).not.toBeNull()
  })
})
