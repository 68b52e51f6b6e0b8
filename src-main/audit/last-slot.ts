/** Why the slot that went last went, of those the log knows of. */
import type { AuditFile } from './audit-log.ts'

export const whyLastSlotWent = ({ db }: Pick<AuditFile, 'db'>): string | null =>
  db
    .prepare<[], { reason: string | null }>(
      "SELECT reason FROM audit WHERE action = 'access.slot-deleted' ORDER BY seq DESC LIMIT 1",
    )
    .get()?.reason ?? null
