/** The weeks of the log: made ahead, and dropped when all of one stands in segments. */
import type { Pool } from 'pg'
import { transaction } from './pool.ts'
import type { Today } from './practices.ts'

/** Makes the weeks ahead; to be called each day. */
export async function makeLogWeeks(pool: Pool, today: Today = () => null, ahead = 8): Promise<void> {
  await pool.query(`SELECT make_log_weeks($1, coalesce($2::date, (now() AT TIME ZONE 'UTC')::date))`, [
    ahead,
    today(),
  ])
}

/** The first days (ISO 8601) of the weeks that end before or with `until`, oldest first. */
export async function weeksUntil(pool: Pool, until: string): Promise<string[]> {
  const { rows } = await pool.query<{ first: string }>(
    `SELECT bound[1] AS first FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid,
       regexp_match(pg_get_expr(c.relpartbound, c.oid), $$FROM \\('(.{10})'\\) TO \\('(.{10})'\\)$$) AS bound
     WHERE inhparent = 'public.change_log'::regclass AND bound[2]::date <= $1 ORDER BY 1`,
    [until],
  )
  return rows.map(({ first }) => first)
}

/** Drops a week if every practice's lines in it are in segments that were read back. False where they are not, or it is in use now. */
export async function dropLogWeek(pool: Pool, first: string): Promise<boolean> {
  try {
    return await transaction(pool, async (client) => {
      // a look at each practice that wrote in it
      await client.query(`SET LOCAL statement_timeout = '15min'`)
      const { rows } = await client.query<{ dropped: boolean }>('SELECT drop_log_week($1) AS dropped', [
        first,
      ])
      return rows[0]?.dropped === true
    })
  } catch (error) {
    // somebody reads or writes for longer than we wait: another day will do
    if (error instanceof Error && 'code' in error && error.code === '55P03') return false
    throw error
  }
}
