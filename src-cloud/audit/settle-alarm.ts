/** Settles an alarm for somebody, who may: the workstation asked the same before, and its word is not taken for it. */
import { credentials } from '../../shared/access/credential.ts'
import type { Pool, PoolClient } from 'pg'
import { maySettle } from '../../shared/audit/alarm-people.ts'
import type { AlarmNotSettled } from '../../shared/audit/wire.ts'
import { grantsFor, rowsOf } from '../access/make-grants.ts'
import { peopleRows } from '../postgres/people.ts'
import { inPractice } from '../postgres/pool.ts'
import { concernedSql } from './alarm-people.ts'
import { settle, type Who } from './logs.ts'

/** Null where it is settled, or was. `now`: ms since 1970. */
export async function settleAlarm(
  pool: Pool,
  who: Who,
  { id, actor, reason }: Readonly<{ id: string; actor: string; reason: string }>,
  now = Date.now(),
): Promise<AlarmNotSettled | null> {
  const rows = await peopleRows(pool, who.practice)
  const may = grantsFor(rows, { ...who, nowMs: now }).flatMap(({ user, permissions }) =>
    permissions.includes('practice.configure') ? [user] : [],
  )
  // who was invited and has not come settles nothing
  const hasCome = new Set(
    rowsOf(credentials, rows).flatMap(({ id: of, keys }) => (keys.kdf === null ? [] : [of])),
  )
  if (!may.includes(actor)) return { refused: 'not-permitted' }
  return inPractice(pool, who.practice, async (client) => {
    const concerned = new Set(await concernedBy(client, who.practice, id))
    if (
      maySettle(
        actor,
        concerned,
        may.filter((each) => hasCome.has(each)),
      ) === 'concerned'
    )
      return { refused: 'concerned' }
    await settle(client, who, id, reason)
    return null
  })
}

async function concernedBy(client: PoolClient, practice: string, alarm: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ concerned: string[] }>(
    `SELECT ${concernedSql} AS concerned FROM audit_alarm a WHERE a.practice_id = $1 AND a.alarm_id = $2`,
    [practice, alarm],
  )
  return rows[0]?.concerned ?? []
}
