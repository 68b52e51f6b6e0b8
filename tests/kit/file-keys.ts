import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Keychain } from '../../src-main/vault/gate-state.ts'
import type { DeviceKeys } from '../../tools/kit/workstation.ts'

/** Device keys that outlive a killed process, as those in a keychain do. */
export class FileKeys implements DeviceKeys {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
  }

  find(device: string | null): Promise<Keychain> {
    if (device === null || !existsSync(join(this.#folder, device)))
      return Promise.resolve({ state: 'absent' })
    return Promise.resolve({ state: 'present', key: readFileSync(join(this.#folder, device)) })
  }

  create(device: string): Promise<Buffer> {
    const key = randomBytes(32)
    return this.restore(device, key).then(() => key)
  }

  restore(device: string, key: Buffer): Promise<void> {
    writeFileSync(join(this.#folder, device), key)
    return Promise.resolve()
  }
}
