/** Charts in PostgreSQL: one whole chart as of one moment, and which charts were active when. */
import type { Pool } from 'pg'
import { activityFields, type Window } from '../../shared/sync/charts.ts'
import { coreTypes } from '../../shared/sync/hydrate.ts'
import type { ChartRows } from '../executor/practice-tx.ts'
import { asOfHead } from './heads.ts'
import { inPractice } from './pool.ts'

/** What stands in a line of a chart or a segment. */
export const rowColumns = 'type, id, version, data::text AS data'
/** Held of every patient, and so not part of a chart as it is brought; `$2` is `coreTypes`. */
export const isCore = 'type = ANY ($2::text[])'

const cases = Object.entries(activityFields).map(([type, field]) => `WHEN '${type}' THEN data ->> '${field}'`)
/** When a row says that its chart was active. Moments compare as text, whatever the language of the database. */
export const activity = `(CASE type ${cases.join(' ')} END) COLLATE "C"`

/** Every live row of the chart that is not of `core`, with the point of the log they are as of: one snapshot of the database. */
export function chartRows(pool: Pool, practice: string, patient: string): Promise<ChartRows> {
  return asOfHead(pool, practice, async (client, head) => {
    const { rows } = await client.query<ChartRows['rows'][number]>({
      name: 'chart',
      text: `SELECT ${rowColumns} FROM record
             WHERE practice_id = $1 AND patient_id = $3 AND NOT deleted AND NOT ${isCore} ORDER BY type, id`,
      values: [practice, coreTypes, patient],
    })
    return { head, rows }
  })
}

/** Whose charts were active in a window of time, those who were active last first. */
export function activeCharts(pool: Pool, practice: string, { since, before }: Window): Promise<string[]> {
  return inPractice(pool, practice, async (client) => {
    const { rows } = await client.query<{ patient: string }>({
      name: 'active-charts',
      text: `SELECT patient_id AS patient FROM record
             WHERE practice_id = $1 AND type = ANY ($2::text[]) AND NOT deleted AND patient_id IS NOT NULL
               AND ${activity} >= $3 AND ($4::text IS NULL OR ${activity} < $4)
             GROUP BY patient_id ORDER BY max(${activity}) DESC, patient_id`,
      values: [practice, Object.keys(activityFields), since, before],
    })
    return rows.map(({ patient }) => patient)
  })
}
