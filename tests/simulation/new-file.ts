/** The file that a workstation begins with, of each version, and what an update makes of one. */
import { join } from 'node:path'
import { allergies } from '../../shared/charting/allergy.ts'
import { problems } from '../../shared/charting/problem.ts'
import { migrate, readMigrations } from '../../src-main/store/migrate.ts'
import { root } from '../../tools/proc.ts'
import { field } from './versions.ts'
import { openWatched, watch } from './watched-file.ts'

const migrations = readMigrations(join(root, 'migrations/local'))
let present: Buffer | null = null
let older: Buffer | null = null
let lacking: readonly { sql: string }[] | null = null

/** A migrated file of a workstation that has seen nothing yet. */
export const newFile = (): Buffer =>
  (present ??= made(':memory:', (db) => {
    migrate(db, migrations)
    watch(db)
  }))

/** The same as the version before would have made it. */
export const olderFile = (): Buffer =>
  (older ??= made(newFile(), (db) =>
    db.exec(`ALTER TABLE ${allergies.table} DROP COLUMN ${field}; DROP TABLE ${problems.table}`),
  ))

/** What the migration of the present version does. */
export function bringForward(file: Buffer): Buffer {
  lacking ??= lackingBefore()
  const added = lacking
  return made(file, (db) => {
    for (const { sql } of added) db.exec(sql)
    db.exec(`ALTER TABLE ${allergies.table} ADD COLUMN ${field} TEXT NOT NULL DEFAULT ''`)
  })
}

/** What a file of the version before lacks of the type that it does not know, in the order it is made. */
function lackingBefore(): { sql: string }[] {
  const db = openWatched(newFile(), () => null)
  const found = db
    .prepare<[string], { sql: string }>(
      "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type = 'trigger', rootpage",
    )
    .all(problems.table)
  db.close()
  return found
}

function made(file: Buffer | string, work: (db: ReturnType<typeof openWatched>) => void): Buffer {
  const db = openWatched(file, () => null)
  work(db)
  const result = db.serialize()
  db.close()
  return result
}
