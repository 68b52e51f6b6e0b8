/** Connections to the practice's PostgreSQL, always as the role that row-level security holds. */
import type { Socket } from 'node:net'
import { Pool, types, type PoolClient, type QueryConfig, type QueryResultRow } from 'pg'
import { must } from '../../shared/kernel/errors.ts'

// bigint comes as text: every one of ours counts things and stays far below 2^53
types.setTypeParser(types.builtins.INT8, (text) => {
  const value = Number(text)
  must(Number.isSafeInteger(value), 'postgres.number')
  return value
})

export const appRole = 'holdfast_app'

export type PoolOptions = Readonly<{
  url: string
  /** Connections at most. */
  size: number
  /** A connection that was idle broke: the server went away. The next query says so to whoever asks. */
  broken(error: Error): void
}>

/**
 * A pool whose every connection works as `holdfast_app`, whoever it signs in as. A statement may take 30 s and wait 10 s
 * for a lock: what takes longer would hold a practice's head.
 */
export function makePool({ url, size, broken }: PoolOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    application_name: 'holdfast-cloud',
    // what does not wait for an answer is not held back for it: a round trip costs more than most of our statements
    pipeline: true,
    options: [
      `-c role=${appRole}`,
      '-c statement_timeout=30000',
      '-c lock_timeout=10000',
      '-c idle_in_transaction_session_timeout=30000',
      '-c synchronous_commit=on',
    ].join(' '),
  })
  pool.on('error', broken)
  // a connection in use may break too, and an error nobody hears ends the process
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    writeTogether(client)
  })
  return pool
}

/**
 * What is sent to the server in one go of the thread leaves in one write: a push sends some twenty statements in six goes, and a
 * write, with the server woken for it, costs more than most of them.
 */
function writeTogether(client: PoolClient): void {
  // the stream is the driver's own; where a later one has none, each statement is written by itself
  const { stream } = (client as PoolClient & { connection?: { stream?: Socket } }).connection ?? {}
  if (!stream) return
  const write = stream.write.bind(stream) as (...args: unknown[]) => boolean
  let isHeld = false
  const held = (...args: unknown[]): boolean => {
    if (!isHeld) {
      isHeld = true
      stream.cork()
      process.nextTick(() => {
        isHeld = false
        stream.uncork()
      })
    }
    return write(...args)
  }
  stream.write = held
}

/** Throws `database.role`: row-level security would not hold this role. */
export async function verifyRole(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; strong: boolean }>(
    'SELECT rolname AS name, rolsuper OR rolbypassrls AS strong FROM pg_roles WHERE rolname = current_user',
  )
  must(rows[0]?.name === appRole && !rows[0].strong, 'database.role')
}

/** Runs `work` in one transaction that sees one practice. Rolls back what it throws. */
export async function inPractice<T>(
  pool: Pool,
  practice: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, 'app.practice_id', practice, work)
}

type Begin = 'BEGIN' | 'BEGIN ISOLATION LEVEL REPEATABLE READ'

/** The same with another setting: what row-level security may let through. It ends with the transaction. */
export function inTransaction<T>(
  pool: Pool,
  setting: 'app.practice_id' | 'app.watched' | 'app.code',
  value: string,
  work: (client: PoolClient) => Promise<T>,
  begin: Begin = 'BEGIN',
): Promise<T> {
  return transaction(
    pool,
    async (client) => {
      // where this fails, all that comes after it in the transaction does
      return after(client.query(setConfig(setting, value)), () => work(client))
    },
    begin,
  )
}

/** What has been sent is not waited for before `work`, whose statements stand behind it on the same connection. Throws what either does. */
async function after<T>(sent: Promise<unknown>, work: () => Promise<T>): Promise<T> {
  sent.catch(() => undefined)
  const result = await work()
  await sent
  return result
}

const setConfig = (setting: string, value: string): QueryConfig => ({
  name: 'set-config',
  text: 'SELECT set_config($1, $2, true)',
  values: [setting, value],
})

/** One statement that only reads, in a transaction that sees one practice, in one round trip. */
export async function readInPractice<R extends QueryResultRow>(
  pool: Pool,
  practice: string,
  query: QueryConfig,
): Promise<R[]> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const [, , read, end] = await Promise.allSettled([
      client.query('BEGIN READ ONLY'),
      client.query(setConfig('app.practice_id', practice)),
      client.query<R>(query),
      client.query('COMMIT'),
    ])
    if (end.status === 'rejected') broken = end.reason as Error
    if (read.status === 'rejected') throw read.reason
    return read.value.rows
  } finally {
    client.release(broken)
  }
}

/** Row-level security lets nothing of any practice through. Rolls back what `work` throws. */
export async function transaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  begin: Begin = 'BEGIN',
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const result = await after(client.query(begin), () => work(client))
    await client.query('COMMIT')
    return result
  } catch (error) {
    // a connection that cannot roll back is not given to anybody else
    await client.query('ROLLBACK').catch((failed: Error) => (broken = failed))
    throw error
  } finally {
    client.release(broken)
  }
}
