/** A restore is in the audit log too: of the cloud, as this workstation finds it, and of the workstation itself. */
import { ownEntry, type AuditLog } from '../audit/audit-log.ts'
import { noted, unnotedSetBacks } from '../store/outage-log.ts'
import type { Store } from '../store/store.ts'

/** Each once. Throws `audit.unwritable`: then it is recorded the next time. */
export function noteSetBacks(store: Store, audit: AuditLog | null): void {
  if (!audit) return
  for (const each of unnotedSetBacks(store)) {
    audit.append(ownEntry('history.set-back', each.why, { at: each.startedAt }))
    noted(store, each)
  }
}
