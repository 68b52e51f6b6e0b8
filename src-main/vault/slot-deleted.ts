import type { AuditDetail } from '../../shared/kernel/contract.ts'
import { ownEntry, type AuditEntry } from '../audit/audit-log.ts'

/** What lets somebody in here goes, and nobody in particular has done it. `detail`: whose, and what for. */
export const slotDeleted = (
  reason: 'lease-ended' | 'revoked-by-list',
  detail: AuditDetail & Readonly<{ user: string }>,
): AuditEntry => ({ ...ownEntry('access.slot-deleted', reason, detail), category: 'session' })
