/** The file that a workstation begins with. */
import Database from 'better-sqlite3-multiple-ciphers'
import { join } from 'node:path'
import { migrate, readMigrations } from '../../src-main/store/migrate.ts'
import { root } from '../../tools/proc.ts'

const migrations = readMigrations(join(root, 'migrations/local'))
let template: Buffer | null = null

/** A migrated file of a workstation that has seen nothing yet. */
export function newFile(): Buffer {
  if (template) return template
  const db = new Database(':memory:')
  migrate(db, migrations)
  template = db.serialize()
  db.close()
  return template
}
