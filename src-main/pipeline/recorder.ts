import type { AuditEntry, AuditLog } from '../audit/audit-log.ts'
import type { Session } from './session.ts'

/** Writes to the audit log, in order: what a full disk kept from being corrected is corrected before anything else. */
export class Recorder {
  readonly #log: () => AuditLog | null
  #owed: AuditEntry | null = null

  constructor(log: () => AuditLog | null) {
    this.#log = log
  }

  /** Throws `audit.unwritable`. Nothing is written where there is no log: before first run, and in recovery. */
  append(entry: AuditEntry): void {
    const log = this.#log()
    if (this.#owed) log?.append(this.#owed)
    this.#owed = null
    log?.append(entry)
  }

  /** The disk that refused a commit may refuse this too. Then it is owed; after a restart the vault finds the op missing. */
  correct(entry: AuditEntry): void {
    try {
      this.append(entry)
    } catch {
      this.#owed ??= entry
    }
  }
}

/** Somebody asked for what there is not, or for what no window may ask. */
export const unknownContract = (session: Session | null): AuditEntry => ({
  action: 'page.refused',
  category: 'session',
  outcome: 'refused',
  actor: session?.actor.id ?? null,
  session: session?.id ?? null,
  subject: null,
  reason: 'contract.unknown',
  op: null,
  detail: {},
})
