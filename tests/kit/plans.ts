/** What a statement reads, and how SQLite means to read it. */
import type { Db } from '../../src-main/store/cipher.ts'

export type Statement = Readonly<{ sql: string; parameters: readonly unknown[] }>

/** The real tables a statement opens, whatever it calls them, and the virtual ones it names. */
export function tablesOf(db: Db, { sql, parameters }: Statement): Set<string> {
  const byRoot = new Map(
    (
      db.prepare('SELECT tbl_name, rootpage FROM sqlite_master WHERE rootpage > 0').raw().all() as [
        string,
        number,
      ][]
    ).map(([table, page]) => [page, table]),
  )
  const opcodes = db.prepare(`EXPLAIN ${sql}`).all(...parameters) as {
    opcode: string
    p2: number
    p3: number
  }[]
  const tables = opcodes.flatMap(({ opcode, p2, p3 }) =>
    (opcode === 'OpenRead' || opcode === 'ReopenIdx') && p3 === 0 ? [byRoot.get(p2) ?? `page ${p2}`] : [],
  )
  const virtual = db
    .prepare("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
    .pluck()
    .all() as string[]
  return new Set([...tables, ...virtual.filter((name) => new RegExp(`\\b${name}\\b`).test(sql))])
}

/** One line a step: `SEARCH p USING INDEX ...`, `SCAN p`, `USE TEMP B-TREE FOR ORDER BY`. */
export const planOf = (db: Db, { sql, parameters }: Statement): string[] =>
  (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[]).map(
    ({ detail }) => detail,
  )
