/** The audit log of this workstation: append-only, in a file of its own that can be written before anyone signs in. */
import type { Clock } from '../../shared/kernel/ids.ts'
import type { AuditDetail, DataCategory } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { openCipher, storeError, type Db } from '../store/cipher.ts'
import { migrate, type Migration } from '../store/migrate.ts'

export const outcomes = ['done', 'refused', 'failed', 'not-performed'] as const
export type Outcome = (typeof outcomes)[number]

/** One act. Ids and codes only: nothing here names a patient or says what was written. */
export type AuditEntry = Readonly<{
  action: string
  category: DataCategory
  outcome: Outcome
  actor: string | null
  session: string | null
  /** The patient the act was about. */
  subject: string | null
  /** The stable key of a refusal or failure. */
  reason: string | null
  /** The op that carries what was changed; null for what changed nothing that travels. */
  op: string | null
  detail: AuditDetail
}>

export interface AuditLog {
  /** Durable when it returns. Throws `audit.unwritable`: whoever cannot be recorded must not go on. */
  append(entry: AuditEntry): void
}

export class AuditFile implements AuditLog {
  readonly db: Db
  readonly #clock: Clock
  readonly #insert
  readonly #fixed: readonly [string, string]

  constructor(db: Db, clock: Clock, workstation: string, boot: string) {
    this.db = db
    this.#clock = clock
    this.#fixed = [boot, workstation]
    this.#insert = db.prepare(
      `INSERT INTO audit (at, mono, boot, workstation, actor, session, action, category, subject, outcome, reason, op, detail)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
  }

  append(entry: AuditEntry): void {
    try {
      this.#insert.run(
        instantOf(this.#clock.now()),
        Math.round(this.#clock.mono()),
        ...this.#fixed,
        entry.actor,
        entry.session,
        entry.action,
        entry.category,
        entry.subject,
        entry.outcome,
        entry.reason,
        entry.op,
        JSON.stringify(entry.detail),
      )
    } catch (error) {
      const known = storeError(error)
      const why = known instanceof AppError ? known.reason : 'unexpected'
      throw new AppError('Unavailable', 'audit.unwritable', { why })
    }
  }

  /** The op of the last entry that has one, and whether a later entry already says it was not performed. */
  lastOp(): { op: string; notPerformed: boolean; actor: string | null } | null {
    const row = this.db
      .prepare<[], { op: string; outcome: Outcome; actor: string | null }>(
        'SELECT op, outcome, actor FROM audit WHERE op IS NOT NULL ORDER BY seq DESC LIMIT 1',
      )
      .get()
    return row ? { op: row.op, actor: row.actor, notPerformed: row.outcome === 'not-performed' } : null
  }

  /** By how many ms the clock is behind the latest of the last thousand entries; 0 where it is not. */
  clockBehind(): number {
    const latest = this.db
      .prepare<[], string | null>('SELECT max(at) FROM (SELECT at FROM audit ORDER BY seq DESC LIMIT 1000)')
      .pluck()
      .get()
    return latest ? Math.max(0, Date.parse(latest) - this.#clock.now()) : 0
  }

  close(): void {
    if (this.db.open) this.db.close()
  }
}

/** Opens, or where `create` says so makes, the audit file. Both the main process and the vault hold it open. */
export function openAudit(
  file: string,
  key: Buffer,
  migrations: readonly Migration[],
  at: Readonly<{ clock: Clock; workstation: string; boot: string; create: boolean }>,
): AuditFile {
  const db = openCipher(file, key, at.create)
  try {
    migrate(db, migrations)
    return new AuditFile(db, at.clock, at.workstation, at.boot)
  } catch (error) {
    db.close()
    throw error
  }
}
