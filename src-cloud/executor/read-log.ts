/** Pages of a practice's log. */
import { chainStart } from '../../shared/sync/log-chain.ts'
import { pullRows, type Cursor, type Page, type PullRefusal } from '../../shared/sync/wire.ts'
import type { Practices } from './practice-tx.ts'

/** The point before the first line. */
export const startOf = (epoch: string): Cursor => ({ epoch, seq: 0, h: chainStart })

/**
 * The lines after `cursor`, or why there are none to be had. A cursor beyond the head, or whose hash is another, is of
 * another history: only the primary may say so.
 */
export async function readLog(
  practices: Practices,
  practice: string,
  cursor: Cursor,
  limit: number = pullRows,
): Promise<Page | PullRefusal> {
  const head = await practices.head(practice)
  const changed = await otherHistory(practices, practice, cursor, head)
  if (changed) return { refused: 'epoch-changed', epoch: head.epoch, restoreSeq: head.seq }
  const rows = await practices.lines(practice, cursor.seq, Math.min(head.seq, cursor.seq + limit))
  const to = { epoch: head.epoch, seq: cursor.seq + rows.length, h: rows.at(-1)?.h ?? cursor.h }
  return { from: cursor, to, head: head.seq, lines: rows.map(({ line }) => line) }
}

/** Whether what a workstation has seen is not what this log says. */
export async function otherHistory(
  practices: Practices,
  practice: string,
  cursor: Cursor,
  head: Readonly<{ epoch: string; seq: number }>,
): Promise<boolean> {
  if (cursor.epoch !== head.epoch || cursor.seq > head.seq) return true
  const h = cursor.seq === 0 ? chainStart : await practices.hashAt(practice, cursor.seq)
  return h !== cursor.h
}
