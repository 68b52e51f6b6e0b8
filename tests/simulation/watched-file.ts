/** A workstation's file in which no row is written unseen: any statement that writes is told of first, and may fail there. */
import Database from 'better-sqlite3-multiple-ciphers'
import { presentVersion } from './versions.ts'

/** Told in place of a row: which charts are held, or as of which point, changes. */
export const anyChart = 'chart'

/** By table, what is told of a row that is written, as SQL of it; `$` stands for the row. */
const told: readonly (readonly [string, string])[] = [
  ...['outbox', 'outbox_effect', 'outbox_archive', 'shadow', 'sync_state', 'attention'].map(
    (table) => [table, 'NULL'] as const,
  ),
  ...['chart', 'chart_gone'].map((table) => [table, `'${anyChart}'`] as const),
  ['opaque', "$.type || '/' || $.id"],
  ...presentVersion.all.map(({ table, type }) => [table, `'${type}/' || $.id`] as const),
]

/** Has what is written told, in the file itself: whoever opens a copy of it need only say to whom. */
export function watch(db: Database.Database): void {
  const triggers = told.flatMap(([table, what]) =>
    ['INSERT', 'UPDATE', 'DELETE'].map(
      (act) =>
        `CREATE TRIGGER sim_${act}_${table} BEFORE ${act} ON ${table}
         BEGIN SELECT sim_fault(${what.replaceAll('$', act === 'INSERT' ? 'NEW' : 'OLD')}); END;`,
    ),
  )
  db.exec(triggers.join('\n'))
}

/** Opens a watched file. `writes` may throw: then the statement fails. */
export function openWatched(file: Buffer | string, writes: (written: unknown) => null): Database.Database {
  const db = new Database(file)
  db.pragma('trusted_schema = ON')
  // always of one argument, however many are asked for
  db.function('sim_fault', { deterministic: false }, (written: unknown) => writes(written))
  return db
}
