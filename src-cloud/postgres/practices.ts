/** Practices in PostgreSQL. */
import type { Pool, PoolClient } from 'pg'
import { must } from '../../shared/kernel/errors.ts'
import { numbersInBlock } from '../../shared/sync/enrol.ts'
import type { Window } from '../../shared/sync/charts.ts'
import { chainStart } from '../../shared/sync/log-chain.ts'
import { hashIn, rangeAfter } from '../executor/log-segment.ts'
import type { ChartRows, Head, LiveRows, LogRange, PracticeTx, Practices } from '../executor/practice-tx.ts'
import { sha256 } from '../sync/sha256.ts'
import { activeCharts, chartRows } from './charts.ts'
import { headNow, unknownPractice } from './heads.ts'
import { hotRange } from './hot-log.ts'
import { liveRows } from './live-rows.ts'
import { oldestKept, segmentWith } from './log-segments.ts'
import { PostgresTx } from './postgres-tx.ts'
import { inPractice, inTransaction, readInPractice } from './pool.ts'

/** The day a line is written on, ISO 8601; null for the database's own. Another is for those who try what months do. */
export type Today = () => string | null

export class PostgresPractices implements Practices {
  readonly #pool: Pool
  readonly #today: Today

  constructor(pool: Pool, today: Today = () => null) {
    this.#pool = pool
    this.#today = today
  }

  /** `work` may use the connection as well, for what belongs to the same transaction. */
  transaction<T>(practice: string, work: (tx: PracticeTx, client: PoolClient) => Promise<T>): Promise<T> {
    return inPractice(this.#pool, practice, async (client) => {
      const { rows } = await client.query<Head>({
        name: 'lock-head',
        text: 'SELECT epoch, seq, h FROM practice_head WHERE practice_id = $1 FOR UPDATE',
        values: [practice],
      })
      const [head] = rows
      if (!head) throw unknownPractice()
      const tx = new PostgresTx(client, practice, head, this.#today())
      const result = await work(tx, client)
      await tx.flush()
      return result
    })
  }

  head(practice: string): Promise<Head> {
    return headNow(this.#pool, practice)
  }

  async hashAt(practice: string, seq: number): Promise<string | null> {
    if (seq === 0) return (await this.oldest(practice)) === 0 ? chainStart : null
    const [line] = await readInPractice<{ h: string }>(this.#pool, practice, {
      name: 'hash-at',
      text: 'SELECT h FROM change_log WHERE practice_id = $1 AND seq = $2',
      values: [practice, seq],
    })
    if (line) return line.h
    return inPractice(this.#pool, practice, async (client) => {
      const segment =
        (await segmentWith(client, practice, seq)) ?? (await segmentWith(client, practice, seq + 1))
      return segment && hashIn(sha256, segment, seq)
    })
  }

  oldest(practice: string): Promise<number> {
    return inPractice(this.#pool, practice, (client) => oldestKept(client, practice))
  }

  /** From the weeks while they have them, else from segments; of these all that comes after. */
  lines(practice: string, after: number, to: number): Promise<LogRange> {
    return inPractice(this.#pool, practice, async (client) => {
      const hot = await hotRange(client, practice, after, to)
      if (hot) return hot
      const segment = await segmentWith(client, practice, after + 1)
      must(segment, 'log.missing')
      return rangeAfter(sha256, segment, after)
    })
  }

  chart(practice: string, patient: string): Promise<ChartRows> {
    return chartRows(this.#pool, practice, patient)
  }

  activeCharts(practice: string, window: Window): Promise<readonly string[]> {
    return activeCharts(this.#pool, practice, window)
  }

  liveRows(...[practice, type, after, most]: Parameters<Practices['liveRows']>): Promise<LiveRows> {
    return liveRows(this.#pool, practice, type, after, most)
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

  async ping(): Promise<void> {
    await this.#pool.query('SELECT 1')
  }
}
