import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { Db } from './cipher.ts'

export type Migration = Readonly<{ number: number; slug: string; sql: string }>

/** Reads `NNNN-slug.sql` files in order; their numbers must be 1, 2, 3 ... */
export function readMigrations(directory: string): Migration[] {
  const migrations = readdirSync(directory)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const match = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file)
      must(match, 'migration.name')
      return {
        number: Number(match[1]),
        slug: match[2] ?? '',
        sql: readFileSync(join(directory, file), 'utf8'),
      }
    })
  must(
    migrations.every((migration, index) => migration.number === index + 1),
    'migration.numbering',
  )
  return migrations
}

/**
 * Brings a database forward, one transaction a migration, and remembers the hash of each. Throws `store.newer`
 * for a database that a later version of the product has written, and changes nothing in it.
 */
export function migrate(db: Db, migrations: readonly Migration[]): void {
  const at = db.pragma('user_version', { simple: true })
  must(typeof at === 'number', 'migration.user-version')
  if (at > migrations.length) throw new AppError('Unavailable', 'store.newer', { version: String(at) })
  if (at === 0)
    db.exec(
      'CREATE TABLE IF NOT EXISTS schema_migration (number INTEGER PRIMARY KEY, slug TEXT NOT NULL, sha TEXT NOT NULL) STRICT',
    )
  for (const migration of migrations.slice(at)) {
    db.transaction(() => {
      db.exec(migration.sql)
      db.prepare('INSERT INTO schema_migration (number, slug, sha) VALUES (?, ?, ?)').run(
        migration.number,
        migration.slug,
        createHash('sha256').update(migration.sql).digest('hex'),
      )
      db.pragma(`user_version = ${migration.number}`)
    }).immediate()
  }
}
