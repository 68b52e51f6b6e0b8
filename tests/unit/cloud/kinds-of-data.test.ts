/** What the cloud takes of entries of a sensitive kind, and from whom. */
import { describe, expect, test } from 'vitest'
import type { Held } from '../../../shared/kernel/decide.ts'
import type { Change, Op } from '../../../shared/kernel/op.ts'
import type { Permission } from '../../../shared/kernel/permissions.ts'
import { faultOfKinds } from '../../../src-cloud/access/kinds-of-data.ts'

const id = (n: number) => `0190f3c4-6c1e-7e0a-9a53-${n.toString(16).padStart(12, '0')}`
const [ana, ben] = [id(2), id(3)]
const writes: Permission[] = ['chart.read', 'chart.write']

type Given = Partial<Change> & { row?: object | null; kind?: string; rights?: Permission[] }

/** Why a change of Ana's of one problem is refused; `row`: as the cloud has it. */
function why({ row = null, kind = 'charting.editProblem@1', rights = writes, ...change }: Given) {
  const made: Change = {
    type: 'problem',
    id: id(9),
    baseVersion: 1,
    base: { note: '' },
    set: { note: 'x' },
    gone: false,
    ...change,
  }
  const op: Op = {
    op: id(1),
    kind,
    actor: ana,
    at: '2026-03-02T09:00:00.000Z',
    hlc: '',
    deps: [],
    changes: [made],
  }
  return faultOfKinds(op, new Set(rights), {
    get: (type, of) =>
      type === made.type && of === made.id ? ({ version: 1, row } as unknown as Held) : undefined,
  })
}
const marked = { name: 'Opioid dependence', sensitivity: ['substance-use'] }
const sees: Permission[] = [...writes, 'sensitive.substance-use']
const said = { by: ana, at: '2026-03-02T09:00:00.000Z', reason: 'A slip' }
const lifts = { base: { sensitivity: ['substance-use'] }, set: { sensitivity: [], sensitivitySet: said } }

describe('whoever does not see an entry', () => {
  test('changes nothing of it, marks nothing off and does not remove it', () => {
    expect(why({ row: marked })).toBe('entry.withheld')
    expect(why({ row: marked, ...lifts })).toBe('entry.withheld')
    expect(why({ row: marked, gone: true, base: marked, set: {} })).toBe('entry.withheld')
    expect(why({ row: marked, rights: sees })).toBeNull()
    // one of two rights is not enough
    const both = { ...marked, sensitivity: ['substance-use', 'hiv'] }
    expect(why({ row: both, rights: sees })).toBe('entry.withheld')
    expect(why({ row: both, rights: [...sees, 'sensitive.hiv'] })).toBeNull()
  })

  test('marks what they do see, and changes what nobody has marked, or not any more', () => {
    const marks = {
      base: { sensitivity: null },
      set: { sensitivity: ['hiv'], sensitivitySet: { ...said, reason: '' } },
    }
    expect(why({ row: { name: 'A problem' }, ...marks })).toBeNull()
    // made before they heard that somebody else had marked it too: both count
    expect(why({ row: marked, ...marks })).toBeNull()
    expect(why({ row: marked, ...marks, set: { ...marks.set, note: 'x' } })).toBe('entry.withheld')
    expect(why({ row: { ...marked, sensitivity: [] } })).toBeNull()
    expect(why({})).toBeNull()
  })

  test('keeps what they wrote themselves', () => {
    const note = { title: 'Session 4', sensitivity: ['psychotherapy'] }
    expect(why({ type: 'document', row: { ...note, addedBy: ana } })).toBeNull()
    expect(why({ type: 'document', row: { ...note, addedBy: ben } })).toBe('entry.withheld')
  })

  test('decides no two versions of which one says its kind', () => {
    const conflict = (held: unknown, offered: unknown) => ({
      fields: [{ field: 'sensitivity', held, offered }],
    })
    const resolved = { type: 'conflict', base: { state: 'open' }, set: { state: 'resolved' } }
    expect(why({ ...resolved, row: conflict(null, ['hiv']) })).toBe('entry.withheld')
    expect(why({ ...resolved, row: conflict(['hiv'], []) })).toBe('entry.withheld')
    expect(why({ ...resolved, row: conflict(null, []) })).toBeNull()
    expect(why({ ...resolved, row: { fields: 'none' } })).toBeNull()
  })
})

test('a mark is lifted with a reason, in the name of whoever lifts it', () => {
  expect(why({ row: marked, rights: sees, ...lifts })).toBeNull()
  for (const sensitivitySet of [null, { ...said, reason: '' }, { ...said, by: ben }, 'A slip'])
    expect(why({ row: marked, rights: sees, ...lifts, set: { sensitivity: [], sensitivitySet } })).toBe(
      'marking.reason-first',
    )
  // kinds of somebody else meanwhile stay: nothing was taken from what they saw
  const adds = { base: { sensitivity: [] }, set: { sensitivity: ['hiv'], sensitivitySet: said } }
  expect(why({ row: { ...marked, sensitivity: [] }, rights: sees, ...adds })).toBeNull()
})

test('what a source says comes in, whoever imports it; no mark goes by it', () => {
  const imports = { kind: 'exchange.storeBatch@1', rights: ['record.import'] as Permission[], row: marked }
  expect(why(imports)).toBeNull()
  expect(why({ ...imports, ...lifts })).toBe('entry.withheld')
  expect(why({ ...imports, gone: true, base: marked, set: {} })).toBe('entry.withheld')
  // the name of an import is no right
  expect(why({ ...imports, rights: writes })).toBe('entry.withheld')
  expect(why({ ...imports, kind: 'charting.editProblem@1' })).toBe('entry.withheld')
})
