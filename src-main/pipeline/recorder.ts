import type { AuditEntry, AuditLog } from '../audit/audit-log.ts'
import type { Session } from './session.ts'

/** What a person tries by hand before they ask for help. */
const mostHeld = 100

/** Writes to the audit log, in order: what a full disk kept from being corrected is corrected before anything else. */
export class Recorder {
  readonly #log: () => AuditLog | null
  #owed: AuditEntry | null = null
  /** Who tried a code while the log could not be opened: written as soon as it is. */
  #held: AuditEntry[] = []

  constructor(log: () => AuditLog | null) {
    this.#log = log
  }

  /**
   * Throws `audit.unwritable`. Nothing is written where there is no log: before first run; and in recovery, where what was tried
   * with a code is kept in memory until there is one.
   */
  append(entry: AuditEntry): void {
    const log = this.#log()
    if (!log) {
      if (entry.action.startsWith('session.recover') && this.#held.length < mostHeld)
        this.#held.push({ ...entry, detail: { ...entry.detail, late: true } })
      return
    }
    if (this.#owed) log.append(this.#owed)
    this.#owed = null
    for (const held of this.#held.splice(0)) log.append(held)
    log.append(entry)
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
