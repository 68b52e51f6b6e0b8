/** Opens the main process's hand on the audit log: when the app starts, and when somebody is in, because after first run it was not there before. */
import { AppError } from '../../shared/kernel/errors.ts'
import type { KeychainFinding } from '../pipeline/wire.ts'
import { atMost } from './at-most.ts'
import type { MainAudit } from './audit-main.ts'
import type { AuditWitness } from './audit-witness.ts'
import type { Log } from './log.ts'

type Parts = Readonly<{
  audit: Pick<MainAudit, 'file' | 'open'>
  witness: Pick<AuditWitness, 'begin'>
  log: Pick<Log, 'write'>
  findKey(): Promise<KeychainFinding>
}>

export class AuditOpener {
  readonly #parts: Parts
  #opening: Promise<void> = Promise.resolve()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Wipes the key it is given. A fault is logged: the vault meets the same one, and says on screen what it means. */
  async open(key: Uint8Array): Promise<void> {
    try {
      const { audit, witness } = this.#parts
      audit.open(key)
      if (audit.file) await witness.begin(audit.file, key)
    } catch (error) {
      this.#parts.log.write('error', 'audit.unopened', {
        reason: error instanceof AppError ? error.reason : 'unexpected',
      })
    } finally {
      key.fill(0)
    }
  }

  /** There may be a log now. */
  again(): Promise<void> {
    this.#opening = this.#again()
    return this.#opening
  }

  /** A keychain that does not answer keeps nobody: so many ms at most. */
  async settled(ms: number): Promise<void> {
    await atMost(ms, this.#opening)
  }

  async #again(): Promise<void> {
    const found = await this.#parts.findKey()
    if (found.state === 'present') await this.open(found.key)
  }
}
