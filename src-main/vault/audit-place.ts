/** The audit log as the vault holds it: open where there is one, and why not where it cannot be. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { openAudit, type AuditFile } from '../audit/audit-log.ts'
import { RevocationBook } from '../audit/revocation-book.ts'
import { dropBallast } from '../store/ballast.ts'
import type { Migration } from '../store/migrate.ts'
import { noVoids, type Voids } from '../store/voids.ts'
import { auditKey } from './keys.ts'
import { readSlots } from './slots.ts'

type Parts = Readonly<{
  /** The folder of the store. */
  directory: string
  migrations: readonly Migration[]
  clock: Clock
  boot: string
}>

export class AuditPlace {
  readonly #parts: Parts
  file: AuditFile | null = null
  /** Why it does not open: a stable key. */
  fault: string | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Opens it anew. `deviceKey` is null where the keychain has none. */
  open(deviceKey: Buffer | null): void {
    this.close()
    this.fault = null
    const { directory, migrations, clock, boot } = this.#parts
    if (!deviceKey || !existsSync(directory)) return
    try {
      const slots = readSlots(join(directory, 'slots.json'))
      if (!slots) return
      const key = auditKey(deviceKey)
      this.file = openAudit(join(directory, 'audit.db'), key, migrations, {
        clock,
        workstation: slots.device,
        boot,
        create: false,
      })
      key.fill(0)
    } catch (error) {
      this.fault = error instanceof AppError ? error.reason : 'store.damaged'
      // what is kept back for a full disk is also there for coming in
      if (this.fault === 'store.disk-full' && dropBallast(directory)) this.open(deviceKey)
    }
  }

  /** What lists of revocations have made void, as far as it can be read. */
  get voids(): Voids {
    return this.file ? new RevocationBook(this.file).voids : noVoids
  }

  close(): void {
    this.file?.close()
    this.file = null
  }
}
