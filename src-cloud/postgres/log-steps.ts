/** The steps of keeping a log, on PostgreSQL. */
import type { Pool } from 'pg'
import { must } from '../../shared/kernel/errors.ts'
import type { KeepingParts } from '../sync/log-keeper.ts'
import { closeNext, usualCut, verifyNext, type SegmentCut } from './close-log.ts'
import { compactNext, expire } from './compact-log.ts'
import { dropLogWeek, makeLogWeeks, weeksUntil } from './log-weeks.ts'
import type { Today } from './practices.ts'

const practicesAtOnce = 200

/** `today`: as where lines are written. */
export function logSteps(
  pool: Pool,
  today: Today = () => null,
  cut: SegmentCut = usualCut,
): Pick<KeepingParts, 'steps' | 'today'> {
  return {
    steps: {
      makeWeeks: () => makeLogWeeks(pool, today),
      async practicesAfter(practice) {
        const { rows } = await pool.query<{ id: string }>('SELECT practices_after($1, $2) AS id', [
          practice,
          practicesAtOnce,
        ])
        return rows.map(({ id }) => id)
      },
      close: (practice, hotFrom) => closeNext(pool, practice, hotFrom, cut),
      verify: (practice) => verifyNext(pool, practice),
      compact: (practice, olderThan) => compactNext(pool, practice, olderThan, cut),
      expire: (practice, olderThan) => expire(pool, practice, olderThan),
      weeksUntil: (day) => weeksUntil(pool, day),
      dropWeek: (first) => dropLogWeek(pool, first),
    },
    async today() {
      const { rows } = await pool.query<{ day: string }>(
        `SELECT coalesce($1::date, (now() AT TIME ZONE 'UTC')::date)::text AS day`,
        [today()],
      )
      must(rows[0], 'database.day')
      return rows[0].day
    },
  }
}
