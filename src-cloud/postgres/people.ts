/** Who works in a practice, and all that says what they may do: one moment of it. */
import type { Pool } from 'pg'
import { readInPractice } from './pool.ts'

export type GivenRow = Readonly<{ type: string; id: string; row: Readonly<Record<string, unknown>> }>

/** Its people, access levels and credentials, and its own row, in the order of their ids. */
export const peopleRows = (pool: Pool, practice: string): Promise<GivenRow[]> =>
  readInPractice<GivenRow>(pool, practice, {
    name: 'people',
    text: `SELECT type, id, data AS row FROM record
           WHERE practice_id = $1 AND NOT deleted
             AND (type IN ('user', 'access-level', 'credential') OR type = 'practice' AND id = $1::text)
           ORDER BY type, id`,
    values: [practice],
  })
