/** What an earlier version made is decided as the present one would have made it, and takes nothing away that it did not know. */
import { describe, expect, test } from 'vitest'
import { allergies } from '../../../shared/charting/allergy.ts'
import { decide, type Held, type Stamp, type State } from '../../../shared/kernel/decide.ts'
import type { Change, Op } from '../../../shared/kernel/op.ts'
import type { RecordType } from '../../../shared/kernel/record.ts'
import { conflicts } from '../../../shared/sync/conflict.ts'
import { kindOf, readKind, upConvert, type UpConverters } from '../../../shared/sync/up-convert.ts'
import { rowFor } from '../../kit/rows.ts'

const id = '0190f3c4-6c1e-7e0a-9a53-0000000000a1'
const conflict = '0190f3c4-6c1e-7e0a-9a53-0000000000c1'
const change = (given: Partial<Change>): Change => ({
  type: 'allergy',
  id,
  baseVersion: 1,
  base: {},
  set: {},
  gone: false,
  ...given,
})
const opOf = (kind: string, ...changes: Change[]): Op => ({
  op: '0190f3c4-6c1e-7e0a-9a53-0000000000b1',
  kind,
  actor: '0190f3c4-6c1e-7e0a-9a53-0000000000d1',
  at: '2026-11-24T10:00:00.000Z',
  hlc: '000',
  deps: [],
  changes,
})

describe('an op of an earlier version of its command', () => {
  const louder = (suffix: string) => (op: Op) =>
    op.changes.map((each) => ({
      ...each,
      set: { ...each.set, note: `${String(each.set['note'])}${suffix}` },
    }))
  const converters: UpConverters = {
    'charting.note@1': { until: '2026-01-31', up: louder('!') },
    'charting.note@2': { until: '2026-06-30', up: louder('?') },
  }

  test('goes through every version since, and is called as the last', () => {
    const first = upConvert(opOf('charting.note@1', change({ set: { note: 'a' } })), converters)
    expect([first.kind, first.changes[0]?.set]).toEqual(['charting.note@3', { note: 'a!?' }])
    const second = upConvert(opOf('charting.note@2', change({ set: { note: 'a' } })), converters)
    expect([second.kind, second.changes[0]?.set]).toEqual(['charting.note@3', { note: 'a?' }])
  })

  test('that means what it meant is the same op', () => {
    for (const kind of ['charting.note@3', 'patients.register@1', 'constructor@1', 'odd']) {
      const op = opOf(kind, change({}))
      expect(upConvert(op, converters)).toBe(op)
    }
    expect(readKind(kindOf('charting.note', 12))).toEqual({ name: 'charting.note', version: 12 })
  })
})

describe('of a record that has a field more since', () => {
  /** The note came with the second schema. */
  const record: RecordType = { ...allergies, changedIn: 2, added: { note: '' } }
  const stamp: Stamp = { op: 'o', actor: 'a', at: '2026-11-24T09:00:00.000Z', hlc: '0', device: 'd' }
  const { id: _id, note: _note, ...early } = rowFor(allergies, 1)
  const { id: _of, ...openConflict } = rowFor(conflicts, 1, {
    kind: 'deleted',
    state: 'open',
    entityType: 'allergy',
    entityId: id,
  })
  const decided = (op: Op, rows: Readonly<Record<string, Held>>) => {
    const state: State = { get: (type, at) => rows[`${type}/${at}`] }
    return decide(op, state, {
      recordOf: (type) => (type === 'allergy' ? record : conflicts),
      ruleOf: () => undefined,
      device: 'd',
      hlc: '1',
      outcomes: new Map(),
    })
  }
  const allergy = (row: Held['row'], was?: Held['was']): Readonly<Record<string, Held>> => ({
    [`allergy/${id}`]: { version: 1, row, ...(was && { was }), stamp, fields: {} },
  })

  test('a row that is made without it says in it what all earlier ones do', () => {
    const { status, writes } = decided(opOf('x@1', change({ baseVersion: 0, set: early })), {})
    expect([status, writes[0]?.held.row]).toEqual(['applied', { ...early, note: '' }])
  })

  test('a row from before is changed in it as one that was empty', () => {
    const set = change({ base: { note: '' }, set: { note: 'Rash' } })
    const { status, writes } = decided(opOf('x@1', set), allergy(early))
    expect([status, writes[0]?.held.row]).toEqual(['applied', { ...early, note: 'Rash' }])
  })

  test('a removal by one that does not know it holds where it is empty, and asks where it is not', () => {
    const gone = opOf('x@1', change({ base: early, gone: true }))
    expect(decided(gone, allergy(early)).writes[0]?.held.row).toBeNull()
    expect(decided(gone, allergy({ ...early, note: 'Rash' })).status).toBe('conflict')
  })

  test('a row that one brings back who does not know it says in it what it said', () => {
    const rows = {
      ...allergy(null, { ...early, note: 'Rash' }),
      [`conflict/${conflict}`]: {
        version: 1,
        row: openConflict,
        stamp,
        fields: {},
      },
    }
    const chosen = change({
      type: 'conflict',
      id: conflict,
      base: { state: 'open' },
      set: { state: 'resolved' },
    })
    const back = change({ baseVersion: 0, set: { ...early, substance: 'Latex gloves' } })
    const { writes } = decided(opOf('x@1', back, chosen), rows)
    expect(writes.find(({ type }) => type === 'allergy')?.held.row).toEqual({
      ...early,
      substance: 'Latex gloves',
      note: 'Rash',
    })
  })
})
