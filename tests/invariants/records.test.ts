import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { records } from '../../shared/catalog.ts'
import { mergeClasses, type RecordType } from '../../shared/kernel/record.ts'
import { openStore } from '../../src-main/store/store.ts'
import { makeFolder, removeFolder } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { command, localMigrations } from '../kit/store.ts'

const folder = makeFolder(true)
const store = openStore(join(folder, 'clinical.db'), randomBytes(32), localMigrations, { create: true })
afterAll(() => {
  store.close()
  removeFolder(folder)
})

type Column = { name: string; pk: number; hidden: number }
type Index = { name: string; unique: number; origin: string; partial: number }
const columnsOf = (table: string) => store.db.pragma(`table_xinfo(${table})`) as Column[]
const indexesOf = (table: string) => store.db.pragma(`index_list(${table})`) as Index[]
const indexed = (index: string) =>
  (store.db.pragma(`index_info(${index})`) as { name: string | null }[]).map(({ name }) => name)

/** Columns that no record names: what the search index of patients points to. */
const extra: Readonly<Record<string, readonly string[]>> = { patients: ['n'] }
const all = Object.entries(records) as [string, RecordType][]

const marked = {
  sensitivity: ['hiv', 'genetic'],
  sensitivitySet: {
    by: '0190f3c4-6c1e-7e0a-9a53-00000000ac70',
    at: '2026-03-04T10:00:00.000Z',
    reason: 'Asked for',
  },
}

describe.each(all)('%s', (key, record) => {
  test('has the columns its row names, what is derived, a version, and no other', () => {
    expect(
      columnsOf(record.table)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(
      [
        ...Object.keys(record.row.shape),
        ...record.derived.columns,
        'version',
        ...(extra[record.table] ?? []),
      ].toSorted(),
    )
  })

  test('is filed under the name of its table, and refuses what is of another type (STRICT)', () => {
    expect(key).toBe(record.table.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase()))
    const [listed] = store.db.pragma(`table_list(${record.table})`) as { strict: number }[]
    expect(listed?.strict).toBe(1)
  })

  test('says of every field what happens when two workstations changed it', () => {
    expect(Object.keys(record.merge).toSorted()).toEqual(
      Object.keys(record.row.shape)
        .filter((field) => field !== 'id')
        .toSorted(),
    )
    for (const mergeClass of Object.values(record.merge)) expect(mergeClasses).toContain(mergeClass)
  })

  test('has no unique index but that of its id: two workstations may both be right', () => {
    const unique = indexesOf(record.table).filter((index) => index.unique === 1)
    expect(unique.map(({ name }) => indexed(name))).toEqual([['id']])
  })

  test('gives back every row as it was put, through the reader and through the writer', () => {
    for (let n = 1; n <= 12; n += 1) {
      const row = rowFor(record, n, n % 2 === 0 && 'sensitivity' in record.row.shape ? marked : {})
      command(store, (tx) => tx.put(record, row))
      const fields = Object.keys(record.row.shape)
      const [read] = store.read.rows(`SELECT ${fields.join(', ')} FROM ${record.table} WHERE id = ?`, row.id)
      expect(read).toEqual(row)
      expect(store.writers.of(record).read(row.id)).toEqual({ version: 1, row })
    }
  })
})

const ofCharts = all.filter(([, record]) => record.patient !== null && record.patient !== 'id')
test.each(ofCharts)('%s can be read by chart', (_key, record) => {
  expect(Object.keys(record.row.shape)).toContain(record.patient)
  const first = indexesOf(record.table).map(({ name }) => indexed(name)[0])
  expect(first).toContain(record.patient)
})

test('every type and every table belongs to one record', () => {
  expect(new Set(all.map(([, record]) => record.type)).size).toBe(all.length)
  expect(new Set(all.map(([, record]) => record.table)).size).toBe(all.length)
})
