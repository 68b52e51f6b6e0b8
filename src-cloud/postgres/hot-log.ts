/** The weeks of the log that are kept as lines. */
import type { PoolClient } from 'pg'
import type { LogRange } from '../executor/practice-tx.ts'

export type LogRow = Readonly<{ seq: number; tx: number; line: string; h: string }>

/** How far past a page the rest of its last transaction is looked for in one go. */
const stride = 1000

/** A range and never a LIMIT: numbers have no gap, so a range is an exact page, and its plan never becomes a sort. */
export async function readRange(
  client: PoolClient,
  practice: string,
  after: number,
  to: number,
): Promise<LogRow[]> {
  const { rows } = await client.query<LogRow>({
    name: 'read-lines',
    text: 'SELECT seq, tx, line, h FROM change_log WHERE practice_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq',
    values: [practice, after, to],
  })
  return rows
}

/**
 * The lines after a number; null where that one is in no week any more. Never cuts a transaction: leaves out one that is not
 * all there, or reads on where it is the only one.
 */
export async function hotRange(
  client: PoolClient,
  practice: string,
  after: number,
  to: number,
): Promise<LogRange | null> {
  // one more than asked for says whether the last transaction goes on
  const rows = await readRange(client, practice, after, to + 1)
  if (rows[0]?.seq !== after + 1) return null
  return rangeOf(await whole(client, practice, rows, after, to))
}

async function whole(
  client: PoolClient,
  practice: string,
  rows: LogRow[],
  after: number,
  to: number,
): Promise<readonly LogRow[]> {
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
}

function rangeOf(rows: readonly LogRow[]): LogRange | null {
  const last = rows.at(-1)
  return last ? { lines: rows.map(({ line }) => line), left: [], to: last.seq, h: last.h } : null
}
