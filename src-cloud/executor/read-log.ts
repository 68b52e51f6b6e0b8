/** Pages of a practice's log. */
import { chainStart } from '../../shared/sync/log-chain.ts'
import { pullRows, type Cursor, type Page, type PullRefusal } from '../../shared/sync/wire.ts'
import type { Head, Practices } from './practice-tx.ts'

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
  const standing = await standingOf(practices, practice, cursor, head)
  if (standing === 'other') return { refused: 'epoch-changed', epoch: head.epoch, restoreSeq: head.seq }
  if (standing === 'expired') return { refused: 'cursor-expired', epoch: head.epoch, restoreSeq: null }
  const to = Math.min(head.seq, cursor.seq + limit)
  if (to <= cursor.seq) return { from: cursor, to: { ...cursor }, head: head.seq, lines: [] }
  const range = await practices.lines(practice, cursor.seq, to)
  const page = { from: cursor, to: { epoch: head.epoch, seq: range.to, h: range.h }, head: head.seq }
  return { ...page, lines: [...range.lines], ...(range.left.length > 0 && { left: [...range.left] }) }
}

/**
 * How a point that a workstation has read stands to this log: it is of it; it is of another history; or it is older than what
 * is kept, and neither can be told.
 */
export type Standing = 'ours' | 'other' | 'expired'

export async function standingOf(
  practices: Practices,
  practice: string,
  point: Cursor,
  head: Head,
): Promise<Standing> {
  if (point.epoch !== head.epoch || point.seq > head.seq) return 'other'
  const h = point.seq === head.seq ? head.h : await practices.hashAt(practice, point.seq)
  if (h === null) return point.seq < (await practices.oldest(practice)) ? 'expired' : 'other'
  return h === point.h ? 'ours' : 'other'
}
