/** Rows of one type as of one moment, for a workstation that reads them once more. */
import type { Pool } from 'pg'
import type { LiveRows } from '../executor/practice-tx.ts'
import { asOfHead } from './heads.ts'

type Row = Readonly<{ id: string; version: number; row: Record<string, unknown> }>

export function liveRows(
  pool: Pool,
  practice: string,
  type: string,
  after: string | null,
  most: number,
): Promise<LiveRows> {
  return asOfHead(pool, practice, async (client, head) => {
    const { rows } = await client.query<Row>({
      name: 'live-rows',
      text: `SELECT id, version, data AS row FROM record
             WHERE practice_id = $1 AND type = $2 AND id > $3 AND NOT deleted ORDER BY id LIMIT $4`,
      values: [practice, type, after ?? '', most],
    })
    return { head, rows, more: rows.length === most }
  })
}
