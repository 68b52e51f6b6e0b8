/** The main process's own hand on the audit log: locks, refusals at the door, start and stop, also when the vault is gone. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../shared/kernel/ids.ts'
import { startingEntries } from '../audit/app-start.ts'
import { openAudit, type AuditEntry, type AuditFile } from '../audit/audit-log.ts'
import type { Migration } from '../store/migrate.ts'
import { auditKey } from '../vault/keys.ts'
import { readSlots } from '../vault/slots.ts'

type Entry = Pick<AuditEntry, 'action' | 'category' | 'outcome'> & Partial<AuditEntry>

export class MainAudit {
  readonly #profile: string
  readonly #migrations: readonly Migration[]
  readonly #clock: Clock
  readonly #boot: string
  #file: AuditFile | null = null
  /** What happened before the log was open, or was full. */
  readonly #unwritten: Entry[] = []

  constructor(profile: string, migrations: readonly Migration[], clock: Clock, boot: string) {
    this.#profile = profile
    this.#migrations = migrations
    this.#clock = clock
    this.#boot = boot
  }

  /** Opens the log where there is one and this key is its key; before first run there is none. What waits for it is written. */
  open(deviceKey: Uint8Array): void {
    const folder = join(this.#profile, 'store')
    const slots = readSlots(join(folder, 'slots.json'))
    if (this.#file || !slots || !existsSync(join(folder, 'audit.db'))) return
    const key = auditKey(Buffer.from(deviceKey))
    try {
      this.#file = openAudit(join(folder, 'audit.db'), key, this.#migrations, {
        clock: this.#clock,
        workstation: slots.device,
        boot: this.#boot,
        create: false,
      })
    } finally {
      key.fill(0)
    }
    this.#writeWhatWaits()
  }

  /** Null where there is no log yet. */
  get file(): AuditFile | null {
    return this.#file
  }

  /** False where there is no log yet to write to. Throws `audit.unwritable`. */
  append(entry: Entry): boolean {
    this.#file?.append({
      actor: null,
      session: null,
      subject: null,
      reason: null,
      op: null,
      detail: {},
      ...entry,
    })
    return this.#file !== null
  }

  /**
   * The same; where the log is not open yet, once it is. Whoever has just made the practice is in a moment before that, and may lock at once.
   * Throws as `append`.
   */
  appendSoon(entry: Entry): void {
    this.#unwritten.push(entry)
    if (this.#file) this.#writeWhatWaits()
  }

  #writeWhatWaits(): void {
    for (let [next] = this.#unwritten; next; [next] = this.#unwritten) {
      this.append(next)
      this.#unwritten.shift()
    }
  }

  /** Holdfast has started, in this version. Throws as `append`. */
  started(version: string): void {
    for (const entry of startingEntries(this.#file, version)) this.append(entry)
  }

  close(): void {
    this.#file?.close()
    this.#file = null
  }
}
