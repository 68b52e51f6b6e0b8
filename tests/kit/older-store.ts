/** A store of the version before, and its update: the simulator's two versions (tests/simulation/versions.ts). */
import Database from 'better-sqlite3-multiple-ciphers'
import { onTestFinished } from 'vitest'
import { makeReal } from '../../src-main/store/after-update.ts'
import { migrate } from '../../src-main/store/migrate.ts'
import { Store } from '../../src-main/store/store.ts'
import { before, bringForward, presentVersion, versionBefore } from '../simulation/versions.ts'
import { localMigrations } from './store.ts'

function file(): Buffer {
  const db = new Database(':memory:')
  migrate(db, localMigrations)
  const made = db.serialize()
  db.close()
  return made
}

function opened(content: Buffer, version: typeof presentVersion): Store {
  const store = new Store(new Database(content), undefined, version)
  makeReal(store)
  onTestFinished(() => store.close())
  return store
}

/** It knows no problems, no note of an allergy, and ends directions without a stop. */
export const olderStore = (): Store => opened(before(file()), versionBefore)

/** What its file is after the next version was installed and started; it is left as it is. */
export const updated = (store: Store): Store =>
  opened(bringForward(store.db.serialize(), file()), presentVersion)
