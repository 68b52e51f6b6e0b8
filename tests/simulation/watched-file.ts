/** A workstation's file in which no row is written unseen: any statement that writes is told of first, and may fail there. */
import type Database from 'better-sqlite3-multiple-ciphers'
import { presentVersion } from './versions.ts'

/** Told in place of a row: which charts are held, or as of which point, changes. */
export const anyChart = 'chart'

/** By table, what is told of a row that is written, as SQL of it; `$` stands for the row. */
const told = new Map([
  ...['outbox', 'outbox_effect', 'outbox_archive', 'shadow', 'sync_state', 'attention'].map(
    (table) => [table, 'NULL'] as const,
  ),
  ...['chart', 'chart_gone'].map((table) => [table, `'${anyChart}'`] as const),
  ['opaque', "$.type || '/' || $.id"] as const,
  ...presentVersion.all.map(({ table, type }) => [table, `'${type}/' || $.id`] as const),
])

export function watch(db: Database.Database, writes: (written: unknown) => null): void {
  db.function('sim_fault', { deterministic: false }, writes)
  const there = new Set(db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all())
  const triggers = [...told].flatMap(([table, what]) =>
    there.has(table)
      ? ['INSERT', 'UPDATE', 'DELETE'].map(
          (act) =>
            `CREATE TEMP TRIGGER sim_${act}_${table} BEFORE ${act} ON main.${table}
             BEGIN SELECT sim_fault(${what.replaceAll('$', act === 'INSERT' ? 'NEW' : 'OLD')}); END;`,
        )
      : [],
  )
  db.exec(triggers.join('\n'))
}
