/**
 * Puts together what workstations knew apart: emergencies that are many only when all of them are here become a case, once. Where a
 * workstation has told it already, in the op of the last of them, nothing is said again.
 */
import { v7 } from 'uuid'
import type { Pool, PoolClient } from 'pg'
import type { Logger } from 'pino'
import { addDays, dayIn, instantOf } from '../../shared/kernel/time.ts'
import { privacyCases, reviewDays } from '../../shared/privacy/privacy-case.ts'
import {
  repeatedEmergencies,
  type Emergency,
  type Repeated,
  type Told,
} from '../../shared/privacy/repeated-emergencies.ts'
import { emergencyDays } from '../../shared/privacy/watch-limits.ts'
import { zoneOf } from '../access/practice-zone.ts'
import { PracticeWatch } from '../audit/practice-watch.ts'
import { executeOwn } from '../executor/execute-own.ts'
import { traceOf } from '../http/app.ts'
import { inPractice } from '../postgres/pool.ts'
import { PostgresPractices } from '../postgres/practices.ts'
import { executingFor } from '../sync/executing.ts'

const everyMs = 15 * 60_000

/** Resolves to how many cases were opened. `now`: ms since 1970. */
export async function tellRepeated(pool: Pool, practice: string, now = Date.now()): Promise<number> {
  // looked at first without holding anybody up
  const isDue = await inPractice(
    pool,
    practice,
    async (client) => (await found(client, practice, now)).length > 0,
  )
  if (!isDue) return 0
  return new PostgresPractices(pool).transaction(practice, async (tx, client) => {
    const repeated = await found(client, practice, now)
    const today = dayIn(await zoneHere(client, practice), now)
    for (const each of repeated) {
      const set = { ...each, usual: null, at: instantOf(now), dueOn: addDays(today, reviewDays[each.kind]) }
      const change = { type: privacyCases.type, id: v7(), baseVersion: 0, base: {}, set, gone: false }
      await executeOwn(tx, { op: v7(), kind: 'cloud.raiseCase@1', changes: [change] }, executingFor(0))
    }
    return repeated.length
  })
}

async function found(client: PoolClient, practice: string, now: number): Promise<Repeated[]> {
  const since = instantOf(now - emergencyDays * 86_400_000)
  const rowsOf = async <T>(type: string, more = ''): Promise<T[]> => {
    const { rows } = await client.query<{ row: T }>(
      `SELECT data || jsonb_build_object('id', id) AS row FROM record
       WHERE practice_id = $1 AND type = $2 AND NOT deleted AND data->>'at' > $3 ${more}`,
      [practice, type, since],
    )
    return rows.map(({ row }) => row)
  }
  const emergencies = await rowsOf<Emergency>('emergency-access')
  if (emergencies.length < 2) return []
  const told = await rowsOf<Told>(privacyCases.type)
  const people = await client.query<{ id: string; roles: string[] }>(
    `SELECT id, data->'roles' AS roles FROM record WHERE practice_id = $1 AND type = 'user'`,
    [practice],
  )
  const roles = new Map(people.rows.map(({ id, roles: theirs }) => [id, theirs ?? []]))
  return repeatedEmergencies(emergencies, told, (userId) => roles.get(userId) ?? [], now)
}

async function zoneHere(client: PoolClient, practice: string): Promise<string> {
  const { rows } = await client.query<{ row: Record<string, unknown> }>(
    `SELECT data AS row FROM record WHERE practice_id = $1 AND type = 'practice' AND id = $2`,
    [practice, practice],
  )
  return zoneOf(rows[0]?.row)
}

/** Every quarter of an hour. Returns how to end it. */
export function watchEmergencies(pool: Pool, log: Logger): () => Promise<void> {
  const watch = new PracticeWatch(pool, {
    everyMs,
    async look(practice) {
      const cases = await tellRepeated(pool, practice)
      if (cases > 0) log.info({ practice, cases }, 'repeated emergencies were told')
    },
    failed: (error, practice) => log.error({ practice, ...traceOf(error) }, 'emergencies were not looked at'),
  })
  return () => watch.stop()
}
