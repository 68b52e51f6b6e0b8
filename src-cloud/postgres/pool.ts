/** Connections to the practice's PostgreSQL, always as the role that row-level security holds. */
import { Pool, types, type PoolClient } from 'pg'
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
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
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
      await client.query('SELECT set_config($1, $2, true)', [setting, value])
      return work(client)
    },
    begin,
  )
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
    await client.query(begin)
    const result = await work(client)
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
