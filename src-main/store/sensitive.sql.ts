/** Which entries of charts are of a sensitive kind: what triggers keep of it (migrations/local/0019). */
import type { SensitiveKind } from '../../shared/kernel/sensitivity.ts'
import type { Reader } from './reader.ts'
import { withheldLines, type Withheld } from './seen-reader.ts'

/** Whether anything is kept from them: of one chart and of what belongs to none, or where that is null, at all. */
export const keepsAny = (read: Reader, withheld: Withheld, patientId: string | null): boolean =>
  read.rows(
    `SELECT 1 FROM sensitive_entry s WHERE ${withheldLines(withheld)}
     ${patientId === null ? '' : 'AND (s.patientId = ? OR s.patientId IS NULL)'} LIMIT 1`,
    ...(patientId === null ? [] : [patientId]),
  ).length > 0

/** Whether one row, or what belongs to it, is kept from them. */
export const isKept = (read: Reader, withheld: Withheld, id: string): boolean =>
  read.rows(`SELECT 1 FROM sensitive_entry s WHERE s.id = ? AND ${withheldLines(withheld)} LIMIT 1`, id)
    .length > 0

/** How many entries of a chart are kept from them. What an entry came in, and two versions of it, are none of their own. */
export const keptEntries = (read: Reader, withheld: Withheld, patientId: string): number =>
  read.rows<{ n: number }>(
    `SELECT count(DISTINCT s.id) AS n FROM sensitive_entry s
     WHERE s.patientId = ? AND s.type NOT IN ('binary', 'conflict') AND ${withheldLines(withheld)}`,
    patientId,
  )[0]?.n ?? 0

export type SensitiveLine = Readonly<{
  id: string
  kind: SensitiveKind
  type: string
  category: string | null
  author: string | null
}>

/** Of a chart, a line for each kind of each entry. */
export const sensitiveOf = (read: Reader, patientId: string): SensitiveLine[] =>
  read.rows<SensitiveLine>(
    'SELECT id, kind, type, category, author FROM sensitive_entry WHERE patientId = ?',
    patientId,
  )
