/** The head of a practice's log, and what is read as of it. */
import type { Pool, PoolClient, QueryConfig } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Head } from '../executor/practice-tx.ts'
import { inTransaction, readInPractice } from './pool.ts'

export const unknownPractice = () => new AppError('NotFound', 'practice.unknown')

const headQuery = (practice: string): QueryConfig => ({
  name: 'read-head',
  text: 'SELECT epoch, seq, h FROM practice_head WHERE practice_id = $1',
  values: [practice],
})

/** For use inside a transaction of the practice. Throws `practice.unknown`. */
export async function readHead(client: PoolClient, practice: string): Promise<Head> {
  const { rows } = await client.query<Head>(headQuery(practice))
  return theOnly(rows)
}

/** The head as it is now. Throws `practice.unknown`. */
export const headNow = async (pool: Pool, practice: string): Promise<Head> =>
  theOnly(await readInPractice<Head>(pool, practice, headQuery(practice)))

function theOnly([head]: readonly Head[]): Head {
  if (!head) throw unknownPractice()
  return head
}

/** All that `work` reads is as of this head: one snapshot of the database. Throws `practice.unknown`. */
export function asOfHead<T>(
  pool: Pool,
  practice: string,
  work: (client: PoolClient, head: Head) => Promise<T>,
): Promise<T> {
  return inTransaction(
    pool,
    'app.practice_id',
    practice,
    async (client) => work(client, await readHead(client, practice)),
    'BEGIN ISOLATION LEVEL REPEATABLE READ',
  )
}
