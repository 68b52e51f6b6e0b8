/** Each day, for every practice: carries out what was confirmed, and lists anew what is old enough. */
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { readAuditKeys } from '../audit/keys.ts'
import { PracticeWatch } from '../audit/practice-watch.ts'
import { traceOf } from '../http/app.ts'
import { inPractice } from '../postgres/pool.ts'
import { PostgresPractices } from '../postgres/practices.ts'
import { keepPurge } from './kept-purges.ts'
import { letGo, type Letting, type LetGo } from './let-go.ts'
import { makeList, type PurgeList } from './make-list.ts'

/** A list that nobody has decided on is not made again for so long. */
const listDays = 30
const everyMs = 86_400_000

/** `folder`: the cloud’s own. `archive`: where its database is archived, if it is: a restore begins there. */
export type Place = Readonly<{ folder: string; archive?: string }>

export function lettingOf(pool: Pool, { folder, archive }: Place): Letting {
  return {
    pool,
    practices: new PostgresPractices(pool),
    keys: readAuditKeys(join(folder, 'tls')),
    now: () => Date.now(),
    kept: (purge) => keepPurge([folder, ...(archive === undefined ? [] : [archive])], purge),
  }
}

/** What is confirmed goes; a list is made where that has changed what it was of, or none waits and something is old enough. */
export async function keepRetention(
  letting: Letting,
  practice: string,
): Promise<Readonly<{ gone: readonly LetGo[]; list: PurgeList | null }>> {
  const gone = await letGo(letting, practice)
  const isStale = gone.some(({ state }) => state === 'stale')
  const list =
    isStale || (await asksForList(letting.pool, practice))
      ? await makeList(letting.practices, practice, letting.now())
      : null
  return { gone, list }
}

async function asksForList(pool: Pool, practice: string): Promise<boolean> {
  return inPractice(pool, practice, async (client) => {
    const { rows } = await client.query<{ asks: boolean }>(
      `SELECT EXISTS (SELECT FROM audit_event WHERE practice_id = $1 AND purge_id IS NULL
           AND greatest(at, received_at) < now() - interval '6 years')
         AND NOT EXISTS (SELECT FROM record WHERE practice_id = $1 AND type = 'purge-list'
           AND (data->>'at')::timestamptz > now() - make_interval(days => $2)) AS asks`,
      [practice, listDays],
    )
    return rows[0]?.asks ?? false
  })
}

/** Returns how to end it. */
export function watchRetention(pool: Pool, place: Place, log: Logger): () => Promise<void> {
  const letting = lettingOf(pool, place)
  const watch = new PracticeWatch(pool, {
    everyMs,
    async look(practice) {
      const { gone, list } = await keepRetention(letting, practice)
      if (gone.length > 0) log.info({ practice, gone }, 'old entries of the audit were let go')
      if (list && list.count > 0)
        log.info({ practice, count: list.count }, 'old entries of the audit were listed')
    },
    failed: (error, practice) => log.error({ practice, ...traceOf(error) }, 'retention was not kept'),
  })
  return () => watch.stop()
}
