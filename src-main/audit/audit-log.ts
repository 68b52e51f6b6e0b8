/** The audit log of this workstation: a chain, append-only, in a file of its own that can be written before anyone signs in. */
import type { Clock } from '../../shared/kernel/ids.ts'
import type { AuditDetail, DataCategory } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { Point } from '../../shared/audit/chain.ts'
import type { Outcome } from '../../shared/audit/entry.ts'
import { openCipher, storeError, type Db } from '../store/cipher.ts'
import { migrate, type Migration } from '../store/migrate.ts'
import { ChainWriter, type EpochWhy, type Line } from './chain-writer.ts'

export type { Outcome }

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
  readonly device: string
  readonly #clock: Clock
  readonly #boot: string
  readonly #chain: ChainWriter

  constructor(db: Db, clock: Clock, workstation: string, boot: string) {
    this.db = db
    this.device = workstation
    this.#clock = clock
    this.#boot = boot
    this.#chain = new ChainWriter(db)
  }

  append(entry: AuditEntry): void {
    try {
      this.#chain.append(this.#lineOf(entry))
    } catch (error) {
      throw unwritable(error)
    }
  }

  /** The history of this log is not the one that was seen before: from here on another is written. Throws as `append`. */
  beginEpoch(why: EpochWhy, epoch: number, detail: AuditDetail): Point {
    try {
      const line = this.#lineOf(ownEntry('audit.new-epoch', why, detail))
      return this.#chain.beginEpoch(why, epoch, line)
    } catch (error) {
      throw unwritable(error)
    }
  }

  /** Where the chain ends. */
  get last(): Point & Readonly<{ epoch: number }> {
    const head = this.#chain.head()
    head?.key.fill(0)
    return { n: head?.n ?? 0, h: (head?.h ?? Buffer.alloc(32)).toString('hex'), epoch: head?.epoch ?? 1 }
  }

  #lineOf(entry: AuditEntry): Line {
    return {
      ...entry,
      at: instantOf(this.#clock.now()),
      mono: Math.round(this.#clock.mono()),
      boot: this.#boot,
      workstation: this.device,
      detail: JSON.stringify(entry.detail),
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

/** What the log says of itself: of nobody in particular. */
export const ownEntry = (action: string, reason: string, detail: AuditDetail): AuditEntry => ({
  action,
  category: 'configuration',
  outcome: 'done',
  actor: null,
  session: null,
  subject: null,
  reason,
  op: null,
  detail,
})

export function unwritable(error: unknown): AppError {
  const known = storeError(error)
  const why = known instanceof AppError ? known.reason : 'unexpected'
  return new AppError('Unavailable', 'audit.unwritable', { why })
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
    // a key that is written over is gone from the file
    db.pragma('secure_delete = ON')
    migrate(db, migrations)
    return new AuditFile(db, at.clock, at.workstation, at.boot)
  } catch (error) {
    db.close()
    throw error
  }
}
