/** The device key, in the keychain of the operating system. It is made once, and never made again beside a store. */
import { AsyncEntry } from '@napi-rs/keyring'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { KeychainFinding } from '../pipeline/wire.ts'

export type Marked = 'audit' | 'tries'

export interface Keychain {
  /** Looks for the key of a device; `usable` where there is no device yet. */
  find(device: string | null): Promise<KeychainFinding>
  create(device: string): Promise<Buffer>
  restore(device: string, key: Buffer): Promise<void>
  /** Takes away the key of a device and all that is marked of it; nothing where there is none. */
  remove(device: string): Promise<void>
  /** How far the audit log of a device was, or its tries to come in; null where that is not known, or cannot be read. */
  readMark(device: string, of?: Marked): Promise<string | null>
  writeMark(device: string, mark: string, of?: Marked): Promise<void>
}

const service = 'Holdfast'
const userOf = (device: string) => `device-key:${device}`
const markOf = (device: string, of: Marked) => `${of}-mark:${device}`
const probeUser = 'probe'
// without a pinned store the library falls back to the kernel keyring, which a reboot empties
const options = { linux: { store: 'secret-service' as const } }

export class OsKeychain implements Keychain {
  async find(device: string | null): Promise<KeychainFinding> {
    try {
      if (device === null) {
        // shows that it can be read before anything is trusted to it
        await new AsyncEntry(service, probeUser, options).getSecret()
        return { state: 'absent' }
      }
      const secret = await new AsyncEntry(service, userOf(device), options).getSecret()
      if (!secret) return { state: 'absent' }
      const key = Buffer.from(secret)
      secret.fill(0)
      return key.length === 32
        ? { state: 'present', key }
        : { state: 'unusable', reason: 'keychain.entry-damaged' }
    } catch {
      return { state: 'unusable', reason: `keychain.unusable-${platformName()}` }
    }
  }

  async create(device: string): Promise<Buffer> {
    const key = randomBytes(32)
    const entry = new AsyncEntry(service, userOf(device), options)
    if (await entry.getSecret()) throw new AppError('Conflict', 'keychain.entry-exists')
    await this.#write(entry, key)
    return key
  }

  async restore(device: string, key: Buffer): Promise<void> {
    await this.#write(new AsyncEntry(service, userOf(device), options), key)
  }

  async remove(device: string): Promise<void> {
    for (const user of [userOf(device), markOf(device, 'audit'), markOf(device, 'tries')])
      await new AsyncEntry(service, user, options).deleteCredential()
    const { state } = await this.find(device)
    if (state !== 'absent') throw new AppError('Unavailable', 'keychain.write-failed')
  }

  async readMark(device: string, of: Marked = 'audit'): Promise<string | null> {
    try {
      const secret = await new AsyncEntry(service, markOf(device, of), options).getSecret()
      return secret ? Buffer.from(secret).toString('utf8') : null
    } catch {
      return null
    }
  }

  async writeMark(device: string, mark: string, of: Marked = 'audit'): Promise<void> {
    await new AsyncEntry(service, markOf(device, of), options).setSecret(Buffer.from(mark))
  }

  async #write(entry: AsyncEntry, key: Buffer): Promise<void> {
    try {
      await entry.setSecret(key)
      const back = Buffer.from((await entry.getSecret()) ?? [])
      must(back.equals(key), 'keychain.read-back')
      back.fill(0)
    } catch {
      throw new AppError('Unavailable', 'keychain.write-failed')
    }
  }
}

/** The demonstration's key, in a file beside its data. It protects nothing, and every screen says so. */
export class DemoKeyFile implements Keychain {
  readonly #folder: string

  constructor(profile: string) {
    this.#folder = join(profile, 'demo-key')
  }

  find(device: string | null): Promise<KeychainFinding> {
    if (device === null || !existsSync(this.#file(device))) return Promise.resolve({ state: 'absent' })
    return Promise.resolve({ state: 'present', key: readFileSync(this.#file(device)) })
  }

  create(device: string): Promise<Buffer> {
    const key = randomBytes(32)
    return this.restore(device, key).then(() => key)
  }

  restore(device: string, key: Buffer): Promise<void> {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    writeFileSync(this.#file(device), key, { mode: 0o600 })
    return Promise.resolve()
  }

  remove(device: string): Promise<void> {
    for (const file of [this.#file(device), this.#markFile(device, 'audit'), this.#markFile(device, 'tries')])
      rmSync(file, { force: true })
    return Promise.resolve()
  }

  readMark(device: string, of: Marked = 'audit'): Promise<string | null> {
    const file = this.#markFile(device, of)
    return Promise.resolve(existsSync(file) ? readFileSync(file, 'utf8') : null)
  }

  writeMark(device: string, mark: string, of: Marked = 'audit'): Promise<void> {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    writeFileSync(this.#markFile(device, of), mark, { mode: 0o600 })
    return Promise.resolve()
  }

  #markFile(device: string, of: Marked): string {
    return `${this.#file(device)}.${of === 'audit' ? 'mark' : of}`
  }

  #file(device: string): string {
    return join(this.#folder, device)
  }
}

const platformName = () =>
  process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'macos' : 'linux'
