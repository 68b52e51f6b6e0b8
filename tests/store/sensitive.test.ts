/** Kinds of data in the store: one table follows what rows say, whoever writes them; and a reader that leaves out what is kept from somebody. */
import { describe, expect, test } from 'vitest'
import { records } from '../../shared/catalog.ts'
import { documents } from '../../shared/charting/document.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { RecordType, RowOf } from '../../shared/kernel/record.ts'
import { applyPage, type CloudRow } from '../../src-main/store/apply.ts'
import { asSeen, SeenReader } from '../../src-main/store/seen-reader.ts'
import { isKept, keepsAny, keptEntries } from '../../src-main/store/sensitive.sql.ts'
import { rowFor } from '../kit/rows.ts'
import { anActor, command, contextAt, newStore, newTestId, type TestStore } from '../kit/store.ts'

const sensitive = (Object.values(records) as RecordType[]).filter(({ row }) => 'sensitivity' in row.shape)
const patientId = newTestId()
const kindsOf = (store: TestStore, id: string) =>
  store.db.prepare('SELECT kind FROM sensitive_entry WHERE id = ? ORDER BY kind').pluck().all(id)
const said = (reason = '') => ({ by: anActor.id, at: '2026-11-23T15:05:00.000Z', reason })

describe.each(sensitive.map((record) => [record.type, record] as const))('%s', (_type, record) => {
  test('is listed with the kinds it says, by the write door, by the cloud, one at a time and many at once', () => {
    const store = newStore()
    const row = rowFor(record, 1, { patientId }) as RowOf<RecordType>
    command(store, (tx) => tx.put(record, row))
    expect(kindsOf(store, row.id)).toEqual([])
    const amend = (sensitivity: readonly string[]) =>
      command(store, (tx) => tx.amend(record, row.id, { sensitivity, sensitivitySet: said() }))
    amend(['hiv', 'genetic'])
    expect(kindsOf(store, row.id)).toEqual(['genetic', 'hiv'])
    amend([])
    expect(kindsOf(store, row.id)).toEqual([])
    amend(['violence'])
    const writer = store.writers.of(record)
    writer.replace({ ...row, sensitivity: ['hiv', 'hiv'] }, 7)
    expect(kindsOf(store, row.id)).toEqual(['hiv'])
    const many = Array.from({ length: 9 }, () => ({
      version: 8,
      row: { ...rowFor(record, 1, { patientId }), sensitivity: ['genetic'] },
    }))
    writer.raise([...many, { version: 8, row: { ...row, sensitivity: ['genetic'] } }])
    for (const { row: each } of many) expect(kindsOf(store, each.id)).toEqual(['genetic'])
    expect(kindsOf(store, row.id)).toEqual(['genetic'])
    const withheld = { kinds: ['genetic' as const], from: anActor.id }
    expect([
      keptEntries(store.read, withheld, patientId),
      keepsAny(store.read, withheld, newTestId()),
    ]).toEqual([10, false])
    for (const id of [row.id, ...many.map((each) => each.row.id)]) writer.delete(id)
    expect(store.db.prepare('SELECT count(*) FROM sensitive_entry').pluck().get()).toBe(0)
  })
})

test('the Binary of a document goes with it; its author is shown both', () => {
  const store = newStore()
  const [binaryId, author] = [newTestId(), newTestId()]
  const attachment = { contentType: 'text/plain', title: '', size: 3, held: 'binary', binaryId, blob: null }
  const document = rowFor(documents, 1, {
    patientId,
    addedBy: author,
    sensitivity: ['psychotherapy'],
    attachments: [attachment, attachment],
  })
  command(store, (tx) => tx.put(documents, document as never))
  const from = (who: string) => ({ kinds: ['psychotherapy' as const], from: who })
  const kept = (who: string) => [document.id, binaryId].map((id) => isKept(store.read, from(who), id))
  expect([kept(anActor.id), kept(author)]).toEqual([
    [true, true],
    [false, false],
  ])
  // from paper it is kept, whoever wrote it
  expect(isKept(store.read, { kinds: ['psychotherapy'], from: null }, binaryId)).toBe(true)
  command(store, (tx) => tx.amend(documents, document.id, { attachments: [] }))
  expect(kept(anActor.id)).toEqual([true, false])
})

test('a reader leaves out rows in every form of statement, and gives the others in the shape of their records', () => {
  const store = newStore()
  const [plain, kept] = [
    rowFor(problems, 1, { patientId, name: 'Hypertension', sensitivity: ['hiv'] }),
    rowFor(problems, 1, { patientId, name: 'Opioid dependence', sensitivity: ['hiv', 'substance-use'] }),
  ]
  command(store, (tx) => {
    tx.put(problems, plain as never)
    tx.put(problems, kept as never)
  })
  const reader = new SeenReader(store.read, { kinds: ['substance-use'], from: anActor.id })
  const shown = reader.all((sql) => sql.selectFrom('problems').selectAll().where('patientId', '=', patientId))
  expect(shown).toEqual([{ ...plain, version: 1 }])
  expect(store.read.all((sql) => sql.selectFrom('problems').selectAll())).toHaveLength(2)
  const names = (sql: string) => reader.rows<{ name: string }>(sql).map(({ name }) => name)
  const only = ['Hypertension']
  expect(names('SELECT p.name FROM problems p')).toEqual(only)
  expect(names('WITH it AS (SELECT name FROM problems) SELECT name FROM it')).toEqual(only)
  expect(names('SELECT e.name FROM problems AS e LEFT JOIN problems o ON o.id = e.id')).toEqual(only)
  expect(names(`SELECT (SELECT name FROM problems WHERE id = '${kept.id}') AS name`)).toEqual([null])
  expect(
    names('SELECT name FROM problems INDEXED BY problems_by_patient WHERE patientId IS NOT NULL'),
  ).toEqual(only)
  expect(asSeen('SELECT family FROM patients', 'x')).toBe('SELECT family FROM patients')
  // whom it is for stands in the statement
  expect(() => new SeenReader(store.read, { kinds: ['hiv'], from: "' OR 1 --" })).toThrow('seen.withheld')
  expect(() => new SeenReader(store.read, { kinds: [], from: null })).toThrow('seen.withheld')
})

test('every answer hears of a mark, whether it was made here or came from the cloud', () => {
  const store = newStore()
  const { id, ...row } = rowFor(problems, 1, { patientId })
  const toldOf = (more: object) =>
    store.transaction(contextAt(), (tx) => {
      tx.amend(problems, id, more)
      tx.close('test.command@1')
      return tx.published().tables
    })
  command(store, (tx) => tx.put(problems, { id, ...row } as never))
  expect(toldOf({ note: 'Seen today' })).not.toContain('sensitive_entry')
  expect(toldOf({ sensitivity: ['hiv'], sensitivitySet: said() })).toContain('sensitive_entry')
  expect(toldOf({ sensitivity: [], sensitivitySet: said('A slip') })).toContain('sensitive_entry')
  const other = { ...row, sensitivity: ['hiv'] }
  const page = (rows: readonly CloudRow[], seq: number) =>
    applyPage(store, {
      rows,
      acks: [],
      cursor: { epoch: 'e', seq, h: `h${seq}` },
      at: '2026-11-23T15:05:00.000Z',
    })
  const fromCloud = (seq: number, more: object) =>
    page([{ type: 'problem', id: otherId, version: seq, row: { ...other, ...more, id: otherId } }], seq)
      .tables
  const otherId = newTestId()
  expect(fromCloud(1, {})).toContain('sensitive_entry')
  // also when a mark goes
  expect(fromCloud(2, { sensitivity: null })).toContain('sensitive_entry')
  expect(fromCloud(3, { sensitivity: null, note: 'x' })).not.toContain('sensitive_entry')
})
