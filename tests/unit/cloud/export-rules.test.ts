/** What the cloud takes of exports, whatever a workstation calls what was done. */
import { describe, expect, test } from 'vitest'
import type { Change, Op } from '../../../shared/kernel/op.ts'
import { exportsActedOn, limitsAsked } from '../../../src-cloud/access/export-rules.ts'
import { refuseActor } from '../../../src-cloud/access/refuse-actor.ts'
import { anaIs as user, changeOf as change, idOf as id, stateOf } from '../../kit/asked-of-cloud.ts'

const [practice, ana, ben] = [id(1), id(2), id(3)]
const now = '2026-03-10T16:00:00.000Z'

/** Why `changes` of Ana's are refused. */
function why(
  kind: string,
  changes: Change[],
  author: Record<string, unknown>,
  { rows = {} }: { rows?: Record<string, object> } = {},
): string | null {
  const all: Record<string, object> = {
    [`practice/${practice}`]: { timeZone: 'America/New_York' },
    ...rows,
    [`user/${ana}`]: author,
  }
  const op: Op = { op: id(19), kind, actor: ana, at: now, hlc: '', deps: [], changes }
  return refuseActor(op, {
    ...stateOf(all),
    practice,
    seen: new Map(),
    begun: true,
    now,
  })
}

describe('exports of many patients', () => {
  const both = user({ roles: ['physician', 'administrator'] })
  const admin = user({ roles: ['administrator'] })
  const [requestId, approvalId] = [id(7), id(8)]
  const at = '2026-03-10T16:00:00.000Z'
  const request = (more: Record<string, unknown> = {}): Change[] => [
    change('export-request', requestId, { patients: 12, needsTwo: true, by: ana, at, ...more }),
  ]
  const act = (kind: string, more: Record<string, unknown> = {}, of = id(9)): Change[] => [
    change('export-act', of, { requestId, kind, approvalId: null, until: null, by: ana, at, ...more }),
  ]
  const there = (by: string, more: Record<string, object> = {}, needsTwo = true) => ({
    rows: { [`export-request/${requestId}`]: { patients: 12, needsTwo, by, at }, ...more },
  })
  const until = '2026-03-11T16:00:00.000Z'
  const approvedBy = (by: string, more: Record<string, unknown> = {}) => ({
    [`export-act/${approvalId}`]: { requestId, kind: 'approved', by, until, at, ...more },
  })

  test('are asked for by whoever exports and reads charts, within what the practice says', () => {
    expect(why('made.up@1', request(), both)).toBe(null)
    expect(why('made.up@1', request(), user())).toBe('actor.not-permitted')
    expect(why('made.up@1', request(), admin)).toBe('actor.not-permitted')
    // that two are needed is not the workstation's to say
    expect(why('made.up@1', request({ needsTwo: false }), both)).toBe('export.needs-two')
    expect(why('made.up@1', request({ needsTwo: false, patients: 10 }), both)).toBe(null)
    expect(why('made.up@1', request({ patients: 10_000 }), both)).toBe(null)
    expect(why('made.up@1', request({ patients: 10_001 }), both)).toBe('export.too-many')
    expect(why('made.up@1', request({ patients: Number.NaN }), both)).toBe('export.too-many')
    const strict = { rows: { [`practice/${practice}`]: { exportAlone: 0, exportMost: 11 } } }
    expect(why('made.up@1', request({ patients: 12 }), both, strict)).toBe('export.too-many')
    expect(why('made.up@1', request({ patients: 1, needsTwo: false }), both, strict)).toBe('export.needs-two')
    expect(limitsAsked({ changes: request() }, practice)).toEqual([{ type: 'practice', id: practice }])
    expect(limitsAsked({ changes: act('approved') }, practice)).toEqual([])
  })

  test('nobody approves or refuses their own, and an approval lasts no longer than it may', () => {
    const approved = act('approved', { until })
    expect(why('made.up@1', approved, admin, there(ben))).toBe(null)
    expect(why('made.up@1', approved, both, there(ana))).toBe('export.same-person')
    expect(why('made.up@1', act('refused'), both, there(ana))).toBe('export.same-person')
    expect(why('made.up@1', approved, user(), there(ben))).toBe('actor.not-permitted')
    expect(why('made.up@1', approved, admin)).toBe('export.not-found')
    expect(why('made.up@1', act('approved', { until: '2026-03-12T16:00:00.000Z' }), admin, there(ben))).toBe(
      'export.over',
    )
    expect(why('made.up@1', act('approved', { by: ben, until }), admin, there(ben))).toBe('export.only-added')
    expect(why('made.up@1', act('withdrawn'), both, there(ben))).toBe('export.not-yours')
    expect(exportsActedOn({ changes: act('begun', { approvalId }) })).toEqual([
      { type: 'export-request', id: requestId },
      { type: 'export-act', id: requestId },
      { type: 'export-act', id: approvalId },
    ])
  })

  test('an approval is used once, by whoever asked, while it is good', () => {
    const begun = (more: Record<string, unknown> = {}) => act('begun', { approvalId, ...more }, requestId)
    const good = there(ana, approvedBy(ben))
    expect(why('made.up@1', begun(), both, good)).toBe(null)
    expect(why('made.up@1', begun(), both, there(ana))).toBe('export.not-approved')
    expect(why('made.up@1', begun({ approvalId: null }), both, good)).toBe('export.not-approved')
    expect(why('made.up@1', begun(), both, there(ana, approvedBy(ana)))).toBe('export.same-person')
    expect(why('made.up@1', begun(), both, there(ana, approvedBy(ben, { requestId: id(5) })))).toBe(
      'export.not-approved',
    )
    expect(why('made.up@1', begun(), both, there(ana, approvedBy(ben, { kind: 'refused' })))).toBe(
      'export.not-approved',
    )
    expect(why('made.up@1', begun({ at: until }), both, good)).toBe('export.over')
    expect(why('made.up@1', begun(), both, there(ben, approvedBy(ben)))).toBe('export.not-yours')
    expect(why('made.up@1', act('begun', { approvalId }), both, good)).toBe('export.only-added')
    const used = there(ana, { ...approvedBy(ben), [`export-act/${requestId}`]: { kind: 'begun', by: ana } })
    expect(why('made.up@1', begun(), both, used)).toBe('export.begun-already')
    expect(why('made.up@1', act('written'), both, good)).toBe('export.not-approved')
    expect(why('made.up@1', act('written'), both, used)).toBe(null)
    expect(why('made.up@1', begun({ approvalId: null }), both, there(ana, {}, false))).toBe(null)
  })

  test('what was asked and said is only added to', () => {
    const only = 'export.only-added'
    const [asked] = request()
    expect(why('made.up@1', request(), both, there(ana))).toBe(only)
    expect(why('made.up@1', [{ ...asked!, gone: true, set: {} }], both, there(ana))).toBe(only)
    expect(why('made.up@1', [{ ...asked!, base: { patients: 12 } }], both)).toBe(only)
    expect(why('made.up@1', request({ by: ben }), both)).toBe(only)
  })
})
