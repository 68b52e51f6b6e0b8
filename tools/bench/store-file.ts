/** The store's file by itself: its key, and a copy of it in the clear. Of demo data only. */
import Database from 'better-sqlite3-multiple-ciphers'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../../shared/kernel/errors.ts'
import { applyPragmas } from '../../src-main/store/cipher.ts'
import { readMigrations, type Migration } from '../../src-main/store/migrate.ts'
import { cacheKiB, openStore, Store } from '../../src-main/store/store.ts'
import { openByPassword } from '../../src-main/vault/change-slot.ts'
import { newestFirst } from '../../src-main/vault/open-epochs.ts'
import { workstationKeys } from '../../src-main/vault/open-session.ts'
import { readSlots } from '../../src-main/vault/slots.ts'
import { deviceKeys } from '../kit/demo-practice.ts'
import { lightKdf } from '../kit/workstation.ts'
import { root } from '../proc.ts'
import type { Filled } from './practice.ts'

export const fileOf = ({ profile }: Filled): string => join(profile, 'store', 'clinical.db')
const migrations: readonly Migration[] = readMigrations(join(root, 'migrations/local'))

/** The key of the store, found as a sign-in finds it. */
export async function storeKey({ profile, demo }: Filled): Promise<Buffer> {
  const slots = readSlots(join(profile, 'store', 'slots.json'))
  const found = await deviceKeys(profile, demo.keyInFile).find(slots?.device ?? null)
  must(slots && found.state === 'present', 'bench.slot')
  const own = openByPassword(slots, demo.username, demo.password, found.key, lightKdf)
  must(own, 'bench.key')
  const [newest] = newestFirst(await workstationKeys(own.slot, own.privateKey))
  must(newest, 'bench.epoch')
  return newest[1]
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
