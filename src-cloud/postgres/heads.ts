/** The head of a practice's log, and what is read as of it. */
import type { Pool, PoolClient } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Head } from '../executor/practice-tx.ts'
import { inTransaction } from './pool.ts'

export const unknownPractice = () => new AppError('NotFound', 'practice.unknown')

/** For use inside a transaction of the practice. Throws `practice.unknown`. */
export async function readHead(client: PoolClient, practice: string): Promise<Head> {
  const { rows } = await client.query<Head>({
    name: 'read-head',
    text: 'SELECT epoch, seq, h FROM practice_head WHERE practice_id = $1',
    values: [practice],
  })
  const [head] = rows
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
