/**
 * Two versions of the product beside each other. The present one has what the one before had not: a field of allergies, the type
 * problem, and another meaning of what a medication's directions say.
 */
import Database from 'better-sqlite3-multiple-ciphers'
import { allergies } from '../../shared/charting/allergy.ts'
import { medications } from '../../shared/charting/medication.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { Op } from '../../shared/kernel/op.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { upConvert, type UpConverters } from '../../shared/sync/up-convert.ts'
import { known, knowing } from '../../src-main/store/known-records.ts'

const field = 'note'
/** The kinds of ops that write medications. */
const kinds = ['sim.make', 'sim.amend', 'sim.amendTwo']

/** In the version before, directions ended without a stop. */
const converters: UpConverters = Object.fromEntries(
  kinds.map((kind) => [`${kind}@0`, { until: '2026-03-02', up: ({ changes }) => changes.map(stopped) }]),
)

const stopped = (change: Op['changes'][number]): Op['changes'][number] =>
  change.type === medications.type && typeof change.set['directions'] === 'string'
    ? { ...change, set: { ...change.set, directions: `${change.set['directions']}.` } }
    : change

export const converted = (op: Op): Op => upConvert(op, converters)

const withNote: RecordType = { ...allergies, changedIn: 2, added: { [field]: '' } }
const { [field]: _merge, ...mergeWithout } = allergies.merge
const withoutNote: RecordType = {
  ...allergies,
  row: allergies.row.omit({ [field]: true }),
  merge: mergeWithout,
}
const others = known.all.filter(({ type }) => type !== allergies.type && type !== problems.type)

export const presentVersion = knowing(2, [...others, withNote, { ...problems, changedIn: 2 }], converted)
export const versionBefore = knowing(1, [...others, withoutNote], (op) => op)

/** The kind of a command as a version calls it. */
export const kindIn = (schema: number, kind: string): string =>
  schema === 1 && kinds.includes(kind.replace(/@1$/, '')) ? kind.replace(/@1$/, '@0') : kind

/** A file of the present version as the one before would have made it. */
export function before(file: Buffer): Buffer {
  const db = new Database(file)
  db.exec(`ALTER TABLE ${allergies.table} DROP COLUMN ${field}; DROP TABLE ${problems.table}`)
  const older = db.serialize()
  db.close()
  return older
}

/** What the migration of the present version does; `present`: any file of it. */
export function bringForward(older: Buffer, present: Buffer): Buffer {
  const [db, like] = [new Database(older), new Database(present)]
  const made = like
    .prepare<[string], { sql: string }>(
      "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type = 'trigger', rootpage",
    )
    .all(problems.table)
  for (const { sql } of made) db.exec(sql)
  db.exec(`ALTER TABLE ${allergies.table} ADD COLUMN ${field} TEXT NOT NULL DEFAULT ''`)
  const file = db.serialize()
  for (const each of [db, like]) each.close()
  return file
}
