/** Practices in PostgreSQL. */
import type { Pool, PoolClient } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import { numbersInBlock } from '../../shared/sync/enrol.ts'
import type { Head, PracticeTx, Practices } from '../executor/practice-tx.ts'
import { PostgresTx } from './postgres-tx.ts'
import { inPractice, inTransaction } from './pool.ts'

type LogRow = Readonly<{ seq: number; tx: number; line: string; h: string }>

/** How far past a page the rest of its last transaction is looked for in one go. */
const stride = 1000

const unknownPractice = () => new AppError('NotFound', 'practice.unknown')

export class PostgresPractices implements Practices {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  transaction<T>(practice: string, work: (tx: PracticeTx) => Promise<T>): Promise<T> {
    return inPractice(this.#pool, practice, async (client) => {
      const { rows } = await client.query<Head>({
        name: 'lock-head',
        text: 'SELECT epoch, seq, h FROM practice_head WHERE practice_id = $1 FOR UPDATE',
        values: [practice],
      })
      const [head] = rows
      if (!head) throw unknownPractice()
      const tx = new PostgresTx(client, practice, head)
      const result = await work(tx)
      await tx.flush()
      return result
    })
  }

  head(practice: string): Promise<Head> {
    return inPractice(this.#pool, practice, async (client) => {
      const { rows } = await client.query<Head>({
        name: 'read-head',
        text: 'SELECT epoch, seq, h FROM practice_head WHERE practice_id = $1',
        values: [practice],
      })
      const [head] = rows
      if (!head) throw unknownPractice()
      return head
    })
  }

  hashAt(practice: string, seq: number): Promise<string | null> {
    return inPractice(this.#pool, practice, async (client) => {
      const { rows } = await client.query<{ h: string }>({
        name: 'hash-at',
        text: 'SELECT h FROM change_log WHERE practice_id = $1 AND seq = $2',
        values: [practice, seq],
      })
      return rows[0]?.h ?? null
    })
  }

  /** Never cuts a transaction: leaves out one that is not all there, or reads on where it is the only one. */
  lines(
    practice: string,
    after: number,
    to: number,
  ): Promise<readonly Readonly<{ line: string; h: string }>[]> {
    return inPractice(this.#pool, practice, async (client) => {
      if (to <= after) return []
      // one more than asked for says whether the last transaction goes on
      const rows = await readRange(client, practice, after, to + 1)
      const next = rows.at(-1)
      if (next?.seq !== to + 1) return rows
      rows.pop()
      if (next.tx > to) return rows
      if (next.tx > after + 1) return rows.filter(({ seq }) => seq < next.tx)
      rows.push(next)
      for (let from = to + 1; ; from += stride) {
        const more = await readRange(client, practice, from, from + stride)
        const same = more.filter(({ tx }) => tx === next.tx)
        rows.push(...same)
        if (same.length < stride) return rows
      }
    })
  }

  /** Gives the practice a new epoch if it still has the one that was found to be another history; resolves to what it has. */
  newEpoch(practice: string, was: string): Promise<string> {
    return inPractice(this.#pool, practice, async (client) => {
      await client.query(
        `UPDATE practice_head SET epoch = gen_random_uuid(), next_number = next_number + $3
         WHERE practice_id = $1 AND epoch = $2`,
        // blocks that were given after the moment it was set back to are not known here: they are passed over
        [practice, was, 100 * numbersInBlock],
      )
      const { rows } = await client.query<{ epoch: string }>(
        'SELECT epoch FROM practice_head WHERE practice_id = $1',
        [practice],
      )
      if (!rows[0]) throw unknownPractice()
      return rows[0].epoch
    })
  }

  /** Epoch and number of the last line of each of these practices, in one query. */
  heads(
    practices: readonly string[],
  ): Promise<readonly Readonly<{ practice: string; e: string; s: number }>[]> {
    return inTransaction(this.#pool, 'app.watched', practices.join(','), async (client) => {
      const { rows } = await client.query<{ practice: string; e: string; s: number }>({
        name: 'heads',
        text: 'SELECT practice_id AS practice, epoch AS e, seq AS s FROM practice_head WHERE practice_id = ANY($1::uuid[])',
        values: [practices],
      })
      return rows
    })
  }

  /** Makes the log's weeks ahead; to be called each day. */
  async makeLogWeeks(ahead = 8): Promise<void> {
    await this.#pool.query('SELECT make_log_weeks($1)', [ahead])
  }

  async ping(): Promise<void> {
    await this.#pool.query('SELECT 1')
  }
}

/** A range and never a LIMIT: numbers have no gap, so a range is an exact page, and its plan never becomes a sort. */
async function readRange(client: PoolClient, practice: string, after: number, to: number): Promise<LogRow[]> {
  const { rows } = await client.query<LogRow>({
    name: 'read-lines',
    text: 'SELECT seq, tx, line, h FROM change_log WHERE practice_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq',
    values: [practice, after, to],
  })
  return rows
}
