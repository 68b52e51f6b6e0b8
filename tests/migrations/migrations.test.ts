import { array, constantFrom, integer, record, sample } from 'fast-check'
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { records } from '../../shared/catalog.ts'
import { staysOf, staysText, wasCalledOffLate } from '../../shared/schedule/stays.ts'
import { stepKinds, type Step } from '../../shared/schedule/step.ts'
import { openCipher } from '../../src-main/store/cipher.ts'
import { migrate, readMigrations, type Migration } from '../../src-main/store/migrate.ts'
import { openStore } from '../../src-main/store/store.ts'
import { fileHash } from '../kit/contents.ts'
import { tempFolder } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { auditMigrations, command, localMigrations } from '../kit/store.ts'
import { wholeMigrations } from '../kit/whole-logs.ts'

const key = randomBytes(32)
function emptyDb() {
  const db = openCipher(join(tempFolder(true), 'a.db'), key, true)
  onTestFinished(() => void db.close())
  return db
}
const shapeOf = (db: ReturnType<typeof emptyDb>) =>
  db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name').all()
const sets = [
  ['local', localMigrations],
  ['audit', auditMigrations],
  ['whole', wholeMigrations],
] as const

describe.each(sets)('%s', (_name, migrations) => {
  test('one at a time comes to the same shape as all at once, from every version', () => {
    const atOnce = emptyDb()
    migrate(atOnce, migrations)
    for (let from = 0; from <= migrations.length; from += 1) {
      const db = emptyDb()
      migrate(db, migrations.slice(0, from))
      for (let to = from; to <= migrations.length; to += 1) migrate(db, migrations.slice(0, to))
      expect(shapeOf(db)).toEqual(shapeOf(atOnce))
      expect(db.prepare('SELECT number, slug, sha FROM schema_migration').all()).toEqual(
        atOnce.prepare('SELECT number, slug, sha FROM schema_migration').all(),
      )
    }
  })

  test('brought forward already, it is left as it is, to the byte', () => {
    const file = join(tempFolder(true), 'a.db')
    const made = openCipher(file, key, true)
    migrate(made, migrations)
    made.close()
    const before = fileHash(file)
    const again = openCipher(file, key, false)
    migrate(again, migrations)
    again.close()
    expect(fileHash(file)).toBe(before)
  })

  test('every table is strict, nothing is made that might be there, nothing goes with its rows', () => {
    const db = emptyDb()
    migrate(db, migrations)
    const loose = (
      db.pragma('table_list') as { name: string; type: string; strict: number; schema: string }[]
    ).filter(
      ({ name, type, strict, schema }) =>
        schema === 'main' && type === 'table' && strict === 0 && !name.startsWith('sqlite_'),
    )
    expect(loose).toEqual([])
    for (const { sql } of migrations) {
      expect(sql).not.toMatch(/IF NOT EXISTS|IF EXISTS|\bATTACH\b|PRAGMA/i)
      // a table goes only where it was made anew, under a name it got here, with its rows taken over
      for (const [, dropped = ''] of sql.matchAll(/DROP TABLE (\w+)/gi)) {
        expect(sql).toMatch(new RegExp(`RENAME TO ${dropped};`))
        expect(sql).toMatch(new RegExp(`INSERT INTO \\w+ \\([^)]+\\) SELECT [^;]+ FROM ${dropped};`))
      }
      expect(sql).not.toMatch(/\bBEGIN\s+(?:IMMEDIATE|TRANSACTION|EXCLUSIVE)|\bCOMMIT\b|\bROLLBACK\b/i)
    }
  })
})

test('one that fails leaves the store at the version before it, with nothing of it', () => {
  const db = emptyDb()
  const bad: Migration = {
    number: 2,
    slug: 'bad',
    sql: 'CREATE TABLE half (a TEXT) STRICT; INSERT INTO half VALUES (1); CREATE TABLE half (b TEXT) STRICT',
  }
  const [first] = localMigrations
  if (!first) throw new Error('no migration')
  migrate(db, [first])
  const before = shapeOf(db)
  expect(() => migrate(db, [first, bad])).toThrow('already exists')
  expect(shapeOf(db)).toEqual(before)
  expect(db.pragma('user_version', { simple: true })).toBe(1)
  expect(db.inTransaction).toBe(false)
  migrate(db, localMigrations)
  expect(db.pragma('user_version', { simple: true })).toBe(localMigrations.length)
})

test('a database of a later version is refused, and told which it is', () => {
  const db = emptyDb()
  db.pragma('user_version = 9000')
  const before = shapeOf(db)
  expect(() => migrate(db, localMigrations)).toThrow(
    expect.objectContaining({ reason: 'store.newer', params: { version: '9000' } }),
  )
  expect(shapeOf(db)).toEqual(before)
})

test('rows of every record go in after it', () => {
  const store = openStore(join(tempFolder(true), 'a.db'), key, localMigrations, { create: true })
  onTestFinished(() => store.close())
  for (const record of Object.values(records))
    command(store, (tx) => tx.put(record, rowFor(record, 1) as never))
  expect(store.db.pragma('foreign_key_check')).toEqual([])
  expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok')
})

test('visits of before have for reports what those of after have', () => {
  const steps = array(
    record({
      kind: constantFrom(...stepKinds),
      at: integer({ min: 0, max: 3 * 24 * 60 * 60_000 }).map((ms) =>
        new Date(Date.parse('2026-03-01T00:00:00.000Z') + ms).toISOString(),
      ),
    }),
    { maxLength: 9 },
  )
  const visits = sample(steps, { numRuns: 400, seed: 29 }).map((taken, n) => ({
    id: `visit ${n}`,
    plan: { cancelled: false, startsAt: '2026-03-02T15:00:00.000Z' },
    steps: taken.map((step, at): Step => ({
      ...step,
      id: `${at}`,
      by: null,
      roomId: null,
      reason: '',
      note: '',
    })),
  }))
  const db = emptyDb()
  migrate(db, localMigrations.slice(0, 28))
  const columns = (db.pragma('table_info(appointments)') as { name: string; type: string }[]).map((column) =>
    column.name === 'id' || column.name === 'plan' || column.name === 'steps'
      ? `@${column.name}`
      : column.type === 'INTEGER'
        ? '0'
        : "''",
  )
  const put = db.prepare(`INSERT INTO appointments VALUES (${columns.join()})`)
  for (const { id, plan, steps: taken } of visits)
    put.run({ id, plan: JSON.stringify(plan), steps: JSON.stringify(taken) })
  migrate(db, localMigrations)
  const kept = db.prepare('SELECT id, stays, isLate FROM appointments ORDER BY rowid').all()
  expect(kept).toEqual(
    visits.map((visit) => ({
      id: visit.id,
      stays: staysText(staysOf(visit)),
      isLate: wasCalledOffLate(visit) ? 1 : 0,
    })),
  )
})

describe('a folder of migrations', () => {
  const folderOf = (names: readonly string[]) => {
    const folder = join(tempFolder(true), 'migrations')
    mkdirSync(folder)
    for (const name of names) writeFileSync(join(folder, name), 'SELECT 1')
    return folder
  }
  test('is read in order', () => {
    const read = readMigrations(folderOf(['0002-b.sql', '0001-a.sql', 'notes.md']))
    expect(read.map(({ number, slug }) => [number, slug])).toEqual([
      [1, 'a'],
      [2, 'b'],
    ])
  })
  test.each([
    ['a gap', ['0001-a.sql', '0003-c.sql'], 'migration.numbering'],
    ['two of one number', ['0001-a.sql', '0001-b.sql'], 'migration.numbering'],
    ['no first', ['0002-a.sql'], 'migration.numbering'],
    ['a name of another form', ['1-a.sql'], 'migration.name'],
    ['a name with capitals', ['0001-A.sql'], 'migration.name'],
  ])('with %s is refused', (_what, names, reason) =>
    expect(() => readMigrations(folderOf(names))).toThrow(reason),
  )
})
