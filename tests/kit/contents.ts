/** What stands in a database, to compare before and after. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Db } from '../../src-main/store/cipher.ts'

/** What was read last of a database, and after how many changed rows, its own and those of others. */
const read = new WeakMap<Db, Readonly<{ at: string; contents: Record<string, string> }>>()

/** The hash of every table's rows, by table; virtual tables are covered by the ordinary ones they are kept in. */
export function digest(db: Db): Record<string, string> {
  const own = String(db.prepare('SELECT total_changes()').pluck().get())
  const others = [db.pragma('data_version', { simple: true }), db.pragma('schema_version', { simple: true })]
  const at = [own, ...others].join(' ')
  const last = read.get(db)
  if (last?.at === at) return last.contents
  const contents = readAll(db)
  read.set(db, { at, contents })
  return contents
}

function readAll(db: Db): Record<string, string> {
  const tables = db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
    )
    .all()
  return Object.fromEntries(
    tables.map(({ name }) => {
      const hash = createHash('sha256')
      const rows = db.prepare(`SELECT * FROM "${name}"`).raw().all() as unknown[][]
      for (const row of rows.map((each) => JSON.stringify(each, bytes)).sort()) hash.update(`${row}\n`)
      return [name, `${rows.length}:${hash.digest('hex').slice(0, 16)}`]
    }),
  )
}
const bytes = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

/** SHA-256 of a file's bytes; '-' where there is none. */
export const fileHash = (file: string): string =>
  existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : '-'
