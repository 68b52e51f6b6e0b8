import type { AuditFile } from './audit-log.ts'

export type Opened = Readonly<{ patientId: string; at: string }>

/** Charts that somebody opened on this workstation since `since` (ISO 8601), among the last so many entries of its log. */
export const openedCharts = ({ db }: AuditFile, actor: string, since: string, most: number): Opened[] =>
  db
    .prepare<[number, string, string], Opened>(
      `SELECT subject AS patientId, at
       FROM (SELECT actor, action, outcome, subject, at FROM audit ORDER BY seq DESC LIMIT ?)
       WHERE actor = ? AND at >= ? AND action = 'chart.open' AND outcome = 'done' AND subject IS NOT NULL`,
    )
    .all(most, actor, since)
