/** Brings the cloud's database forward. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from 'pg'
import { AppError, must } from '../../shared/kernel/errors.ts'

export type CloudMigration = Readonly<{ number: number; slug: string; sql: string; sha: string }>

/** Reads `NNNN-slug.sql` files in order; their numbers must be 1, 2, 3 ... */
export function readCloudMigrations(folder: string): CloudMigration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file, index) => {
      const match = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file)
      must(match && Number(match[1]) === index + 1, 'migration.numbering')
      const sql = readFileSync(join(folder, file), 'utf8')
      return {
        number: index + 1,
        slug: match[2] ?? '',
        sql,
        sha: createHash('sha256').update(sql).digest('hex'),
      }
    })
}

/** One number for every process that may start at the same moment. */
const migrationLock = 7_331_001

/**
 * One transaction a migration, under an advisory lock: of two processes that start together one waits and finds it done.
 * Throws `database.newer` for a database of a later version, `migration.changed` where one was edited after it ran.
 */
export async function migrateCloud(client: Client, migrations: readonly CloudMigration[]): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
  try {
    await client.query(
      `CREATE TABLE IF NOT EXISTS schema_migration (
         number int PRIMARY KEY, slug text NOT NULL, sha text NOT NULL, at timestamptz NOT NULL DEFAULT now())`,
    )
    const { rows } = await client.query<{ number: number; sha: string }>(
      'SELECT number, sha FROM schema_migration ORDER BY number',
    )
    if (rows.length > migrations.length)
      throw new AppError('Unavailable', 'database.newer', { version: String(rows.length) })
    for (const migration of migrations) {
      const done = rows[migration.number - 1]
      if (done) {
        must(done.sha === migration.sha, 'migration.changed')
        continue
      }
      await client.query('BEGIN')
      try {
        await client.query(migration.sql)
        await client.query('INSERT INTO schema_migration (number, slug, sha) VALUES ($1, $2, $3)', [
          migration.number,
          migration.slug,
          migration.sha,
        ])
        await client.query('COMMIT')
      } catch (error) {
        await client.query('ROLLBACK')
        throw error
      }
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [migrationLock])
  }
}
