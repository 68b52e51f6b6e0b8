/** Blocks of record numbers: a workstation gives its own out offline, and no two are ever given the same. */
import type { Pool, PoolClient } from 'pg'
import { must } from '../../shared/kernel/errors.ts'
import { numbersInBlock, type NumberBlock } from '../../shared/sync/enrol.ts'
import type { Credential } from './credentials.ts'
import { inPractice } from './pool.ts'

/** A block for a workstation that has few left. */
export const moreNumbers = (pool: Pool, { practice, device }: Credential): Promise<NumberBlock> =>
  inPractice(pool, practice, (client) => giveNumbers(client, practice, device))

/** Takes the next block for a workstation, under the lock of the practice's head. */
export async function giveNumbers(
  client: PoolClient,
  practice: string,
  device: string,
): Promise<NumberBlock> {
  const { rows } = await client.query<{ first: number }>(
    `UPDATE practice_head SET next_number = next_number + $2 WHERE practice_id = $1
     RETURNING (next_number - $2)::float8 AS first`,
    [practice, numbersInBlock],
  )
  must(rows[0], 'numbers.practice')
  const { first } = rows[0]
  const last = first + numbersInBlock - 1
  await client.query(
    'INSERT INTO number_block (practice_id, first, last, device_id) VALUES ($1, $2, $3, $4)',
    [practice, first, last, device],
  )
  return { first, last }
}
