/** The store's file by itself: its key, and a copy of it in the clear. Of demo data only. */
import Database from 'better-sqlite3-multiple-ciphers'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../../shared/kernel/errors.ts'
import { applyPragmas } from '../../src-main/store/cipher.ts'
import { readMigrations, type Migration } from '../../src-main/store/migrate.ts'
import { cacheKiB, openStore, Store } from '../../src-main/store/store.ts'
import { openWith, passwordKey, unseal } from '../../src-main/vault/keys.ts'
import { readSlots, slotAad } from '../../src-main/vault/slots.ts'
import { deviceKeys } from '../kit/demo-practice.ts'
import { root } from '../proc.ts'
import type { Filled } from './practice.ts'

export const fileOf = ({ profile }: Filled): string => join(profile, 'store', 'clinical.db')
const migrations: readonly Migration[] = readMigrations(join(root, 'migrations/local'))

/** The key of the store, found as a sign-in finds it. */
export async function storeKey({ profile, demo }: Filled): Promise<Buffer> {
  const slots = readSlots(join(profile, 'store', 'slots.json'))
  const slot = slots?.users.find(({ username }) => username === demo.username)
  const found = await deviceKeys(profile, demo.keyInFile).find(slots?.device ?? null)
  must(slots && slot && found.state === 'present', 'bench.slot')
  const owner = { tenant: slots.tenant, device: slots.device, user: slot.userId }
  const privateKey = unseal(
    passwordKey(demo.password, found.key, owner, slot.kdf),
    slot.byPassword,
    slotAad(slots, slot),
  )
  const [workstationKey] = slot.workstationKeys
  must(privateKey && workstationKey, 'bench.key')
  return openWith(privateKey, workstationKey.sealed, `workstation-key/${workstationKey.epoch}`)
}

export const openEncrypted = (file: string, key: Buffer): Store =>
  openStore(file, key, migrations, { create: false })

/** The same pages without a cipher. The store must be closed. */
export function makePlainCopy(file: string, key: Buffer, to: string): void {
  copyFileSync(file, to)
  const { db } = openEncrypted(to, key)
  db.pragma('journal_mode = DELETE')
  db.pragma("rekey = ''")
  db.close()
}

/** Opened with every pragma that the encrypted store is opened with, but for the cipher's. */
export function openPlain(file: string): Store {
  const db = new Database(file)
  applyPragmas(db)
  db.pragma(`cache_size = ${-cacheKiB.everyDay}`)
  return new Store(db)
}
