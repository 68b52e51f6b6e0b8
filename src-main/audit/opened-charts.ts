import type { AuditFile } from './audit-log.ts'

export type Opened = Readonly<{ patientId: string; at: string }>

/** Charts that somebody opened on this workstation since `since` (ISO 8601), each time they did: an index holds just that. */
export const openedCharts = ({ db }: AuditFile, actor: string, since: string): Opened[] =>
  db
    .prepare<[string, string], Opened>(
      `SELECT subject AS patientId, at FROM audit INDEXED BY audit_opened
       WHERE actor = ? AND at >= ? AND action = 'chart.open' AND outcome = 'done' AND subject IS NOT NULL`,
    )
    .all(actor, since)
