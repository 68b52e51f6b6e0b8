/** What the cloud takes from whom: every way of an op around a right, by rows and kinds. */
import { describe, expect, test } from 'vitest'
import { records } from '../../../shared/catalog.ts'
import { usualRetention } from '../../../shared/access/retention-classes.ts'
import type { AccessException } from '../../../shared/access/user.ts'
import type { Held } from '../../../shared/kernel/decide.ts'
import type { Change, Op } from '../../../shared/kernel/op.ts'
import { permissions, type Permission } from '../../../shared/kernel/permissions.ts'
import { judgedBy } from '../../../src-cloud/access/author.ts'
import { amendmentsActedOn } from '../../../src-cloud/access/amendment-rules.ts'
import { casesNoted } from '../../../src-cloud/access/privacy-rules.ts'
import { refuseActor } from '../../../src-cloud/access/refuse-actor.ts'
import type { Whereabouts } from '../../../src-cloud/access/scope-rules.ts'
import { purgesConfirmed } from '../../../src-cloud/access/retention-rules.ts'
import { rowRights } from '../../../src-cloud/access/row-rights.ts'
import { anaIs as user, changeOf as change, idOf as id, stateOf } from '../../kit/asked-of-cloud.ts'

const [practice, ana, ben, level, patient] = [id(1), id(2), id(3), id(4), id(5)]

const exception = (permission: Permission, allow: boolean, until: string): AccessException => ({
  permission,
  allow,
  until,
  reason: 'Covers for Ben',
})

/** Why `changes` of Ana's are refused. `now`: noon in New York on 10 March 2026, where it is not said. */
function why(
  kind: string,
  changes: Change[],
  author: Record<string, unknown> | null | undefined,
  {
    rows = {},
    begun = true,
    seen = new Map(),
    now = '2026-03-10T16:00:00.000Z',
  }: { rows?: Record<string, object>; begun?: boolean; seen?: Whereabouts; now?: string } = {},
): string | null {
  const all: Record<string, object | null> = {
    [`practice/${practice}`]: { timeZone: 'America/New_York' },
    ...rows,
    ...(author !== undefined && { [`user/${ana}`]: author }),
  }
  const op: Op = { op: id(9), kind, actor: ana, at: now, hlc: '', deps: [], changes }
  return refuseActor(op, {
    ...stateOf(all),
    practice,
    seen,
    begun,
    now,
  })
}

describe('who is here', () => {
  const note = [change('allergy', patient)]
  test.each<[string, Record<string, unknown>, string, string | null]>([
    ['somebody active', user(), '2026-03-10T16:00:00.000Z', null],
    ['somebody suspended', user({ active: false }), '2026-03-10T16:00:00.000Z', 'actor.revoked'],
    ['on their last day', user({ endsOn: '2026-03-10' }), '2026-03-10T16:00:00.000Z', null],
    ['still their last day there', user({ endsOn: '2026-03-10' }), '2026-03-11T03:59:00.000Z', null],
    ['the day after', user({ endsOn: '2026-03-10' }), '2026-03-11T04:00:00.000Z', 'actor.revoked'],
  ])('%s', (_what, author, now, reason) => {
    expect(why('test@1', note, author, { now })).toBe(reason)
  })

  test('somebody removed is not, somebody unknown is nobody', () => {
    expect(why('test@1', note, null)).toBe('actor.revoked')
    expect(why('test@1', note, undefined)).toBe('actor.unknown')
  })

  test('the first of a practice makes themself, and nobody after them', () => {
    const made = [change('practice', practice, {}), change('user', ana, user())]
    expect(why('access.createPractice@1', made, undefined, { begun: false })).toBe(null)
    expect(why('access.createPractice@1', made, undefined)).toBe('actor.unknown')
    expect(why('test@1', [change('user', ben, user())], undefined, { begun: false })).toBe('actor.unknown')
  })
})

describe('what the command asks for', () => {
  const register = [change('patient', patient)]
  test.each<[string, string[], string | null]>([
    ['patients.registerPatient@1', ['front-desk'], null],
    ['patients.registerPatient@7', ['front-desk'], null],
    ['patients.registerPatient@1', ['biller'], 'actor.not-permitted'],
    ['charting.markDocumentWrong@1', ['front-desk'], 'actor.not-permitted'],
    // nobody knows it: its rows are what counts
    ['made.up@1', ['front-desk'], null],
    ['made.up@1', ['biller'], 'actor.not-permitted'],
    // a gate is no right
    ['access.createPractice@1', ['biller'], 'actor.not-permitted'],
    ['access.lock@1', ['biller'], 'actor.not-permitted'],
    ['odd', ['biller'], 'actor.not-permitted'],
  ])('%s by %s', (kind, roles, reason) => {
    expect(why(kind, register, user({ roles }))).toBe(reason)
  })

  test('every record of people says which rights change it', () => {
    const named = Object.keys(rowRights).sort()
    const theirs = Object.values(records).flatMap(({ type, by }) => (by === 'people' ? [type] : []))
    expect(named).toEqual(theirs.sort())
  })

  test('no row is changed without a right, and what no version knows is left to be refused for that', () => {
    for (const type of Object.keys(rowRights))
      expect([type, why('made.up@1', [change(type, id(7), {})], user({ roles: [] }))]).toEqual([
        type,
        'actor.not-permitted',
      ])
    expect(why('made.up@1', [change('constructor', id(7))], user({ roles: [] }))).toBe(null)
    expect(why('made.up@1', [change('stored-blob', id(7))], user())).toBe('record.cloud-only')
  })

  test('rights come of levels and exceptions too, as of the day it is at the practice', () => {
    const note = [change('allergy', patient)]
    const levels = { [`access-level/${level}`]: { permissions: ['chart.write'] } }
    const none = user({ roles: [], levels: [level] })
    expect(why('test@1', note, none, { rows: levels })).toBe(null)
    expect(why('test@1', note, none)).toBe('actor.not-permitted')
    const allowed = (until: string) =>
      user({ roles: [], exceptions: [exception('chart.write', true, until)] })
    expect(why('test@1', note, allowed('2026-03-10'))).toBe(null)
    expect(why('test@1', note, allowed('2026-03-09'))).toBe('actor.not-permitted')
    const taken = user({ roles: ['nurse'], exceptions: [exception('chart.write', false, '2026-03-10')] })
    expect(why('test@1', note, taken)).toBe('actor.not-permitted')
    expect(why('test@1', note, taken, { now: '2026-03-11T16:00:00.000Z' })).toBe(null)
  })

  test('more is looked up for those only who have it', () => {
    const held = (row: object) => ({ version: 1, row }) as unknown as Held
    expect(judgedBy(held(user()), practice)).toEqual([])
    expect(judgedBy(undefined, practice)).toEqual([])
    expect(judgedBy(held(user({ levels: [level] })), practice)).toEqual([{ type: 'access-level', id: level }])
    expect(judgedBy(held(user({ endsOn: '2026-03-10' })), practice)).toEqual([
      { type: 'practice', id: practice },
    ])
  })
})

describe('people and what they may do', () => {
  const manager = user({ roles: ['administrator'] })

  test.each<[string, Change, string | null, string | null]>([
    // by an administrator, by a physician
    ['somebody else', change('user', ben, { roles: ['nurse'] }), null, 'actor.not-permitted'],
    ['a level', change('access-level', level, { name: 'Weekend' }), null, 'actor.not-permitted'],
    ['the practice', change('practice', practice, { secondFactor: 'nobody' }), null, 'actor.not-permitted'],
    ['somebody else’s credential', change('credential', ben, { keys: {} }), null, 'actor.not-permitted'],
    ['their own credential', change('credential', ana, { keys: {} }), null, null],
    ['their own name', change('user', ana, { displayName: 'Ana R' }), null, 'actor.not-permitted'],
    ['their own last day', change('user', ana, { endsOn: null }), null, 'actor.not-permitted'],
  ])('%s', (_what, asked, byManager, byPhysician) => {
    expect(why('made.up@1', [asked], manager)).toBe(byManager)
    expect(why('made.up@1', [asked], user())).toBe(byPhysician)
  })

  test.each([
    ['roles', ['administrator', 'physician']],
    ['levels', [level]],
    ['exceptions', [exception('chart.read', true, '2026-04-01')]],
    ['active', false],
    ['endsOn', '2027-01-01'],
  ])('nobody changes their own %s', (field, value) => {
    expect(why('test@1', [change('user', ana, { [field]: value })], manager)).toBe('access.not-yourself')
    expect(why('test@1', [change('user', ben, { [field]: value })], manager)).toBe(null)
  })

  test('nobody removes themself; saying once more what is so changes nothing', () => {
    expect(why('test@1', [{ ...change('user', ana, {}), gone: true }], manager)).toBe('access.not-yourself')
    expect(why('test@1', [change('user', ana, manager)], manager)).toBe(null)
  })

  test('no level holds what is kept apart', () => {
    const made = (...given: Permission[]) => [change('access-level', level, { permissions: given })]
    expect(why('test@1', made('user.manage', 'chart.read'), manager)).toBe('level.administers-and-reads')
    expect(why('test@1', made('audit.read', 'patient.edit'), manager)).toBe('level.audits-and-changes')
    expect(why('test@1', made('audit.read', 'chart.read'), manager)).toBe(null)
    const first = [change('user', ana, user()), ...made(...permissions)]
    expect(why('test@1', first, undefined, { begun: false })).toBe('level.administers-and-reads')
  })
})

describe('restricted charts, emergencies and cases', () => {
  const made = (type: string, of: string, set: Record<string, unknown>): Change => change(type, of, set)
  const changed = (type: string, of: string, set: Record<string, unknown>): Change => ({
    ...change(type, of, set),
    base: Object.fromEntries(Object.keys(set).map((field) => [field, null])),
  })
  const closed = (people: string[], active = true) => ({
    rows: { [`chart-restriction/${patient}`]: { kinds: ['vip'], people, active } },
  })
  const open = changed('chart-restriction', patient, { people: [ana] })
  const manager = user({ roles: ['practice-manager'] })

  test.each<[string, string[], object, string | null]>([
    ['a physician who is named', ['physician'], closed([ana]), null],
    ['a physician who is not', ['physician'], closed([ben]), 'restriction.not-yours'],
    ['one who is not, once it was lifted', ['physician'], closed([ben], false), null],
    ['where there is none yet', ['physician'], {}, null],
    ['a nurse, who restricts nothing', ['nurse'], {}, 'actor.not-permitted'],
  ])('who restricts: %s', (_what, roles, rows, reason) => {
    expect(why('made.up@1', [open], user({ roles }), rows)).toBe(reason)
  })

  test('whoever reads no chart changes whom it is open to; whoever opens every one does too', () => {
    expect(why('made.up@1', [open], manager, closed([ben]))).toBe(null)
    const every = { ...closed([ben]).rows, [`access-level/${level}`]: { permissions: ['chart.restricted'] } }
    const director = user({ levels: [level] })
    expect(why('made.up@1', [open], director, { rows: every })).toBe(null)
  })

  test('an emergency and a case are written down by whoever they are about', () => {
    for (const [type, field, reason] of [
      ['emergency-access', 'userId', 'emergency.only-own'],
      ['privacy-case', 'about', 'case.only-own'],
    ] as const) {
      expect(why('made.up@1', [made(type, id(7), { [field]: ana })], user())).toBe(null)
      expect(why('made.up@1', [made(type, id(7), { [field]: ben })], user())).toBe(reason)
      expect(why('made.up@1', [made(type, id(7), {})], user())).toBe(reason)
      expect(why('made.up@1', [changed(type, id(7), { [field]: ben })], user())).toBe(reason)
    }
    const given = changed('emergency-access', id(7), { endedAt: '2026-03-10T16:00:00.000Z' })
    expect(why('made.up@1', [given], user())).toBe(null)
  })

  test('nobody writes to a case about themselves, whatever their right', () => {
    const note = [made('case-note', id(8), { caseId: id(7), text: 'It was right.' })]
    const auditor = user({ roles: ['auditor'] })
    const about = (who: string) => ({ rows: { [`privacy-case/${id(7)}`]: { about: who } } })
    expect(why('privacy.noteCase@1', note, auditor, about(ben))).toBe(null)
    expect(why('privacy.noteCase@1', note, auditor, about(ana))).toBe('case.about-you')
    // nor to one about somebody else with whom they did the same
    const beside = { rows: { [`privacy-case/${id(7)}`]: { about: ben, others: [id(99), ana] } } }
    expect(why('privacy.noteCase@1', note, auditor, beside)).toBe('case.about-you')
    expect(why('privacy.noteCase@1', note, user(), about(ben))).toBe('actor.not-permitted')
    expect(casesNoted({ changes: note })).toEqual([{ type: 'privacy-case', id: id(7) }])
  })
})

describe('amendments', () => {
  const request = { [`amendment/${id(7)}`]: { patientId: patient } }
  const rows = { ...request, [`patient/${patient}`]: { family: 'Okon', given: 'Raeann', middle: '' } }
  const act = (kind: string, more: Record<string, unknown> = {}): Change[] => [
    change('amendment-act', id(8), { amendmentId: id(7), patientId: patient, kind, by: ana, ...more }),
  ]
  const asked = (more: Record<string, unknown> = {}) =>
    change('amendment', id(7), { patientId: patient, by: ana, ...more })

  test('are recorded by some and decided by fewer, whatever the workstation calls it', () => {
    const nurse = user({ roles: ['nurse'] })
    expect(why('made.up@1', [asked()], nurse)).toBe(null)
    expect(why('made.up@1', [asked()], user({ roles: ['front-desk'] }))).toBe('actor.not-permitted')
    for (const kind of ['put-off', 'withdrawn', 'disagreement', 'told'])
      expect([kind, why('made.up@1', act(kind), nurse, { rows })]).toEqual([kind, null])
    for (const kind of ['accepted', 'denied', 'rebuttal']) {
      expect([kind, why('made.up@1', act(kind), nurse, { rows })]).toEqual([kind, 'actor.not-permitted'])
      expect([kind, why('made.up@1', act(kind), user(), { rows })]).toEqual([kind, null])
    }
  })

  test('nobody decides in a chart that has their name', () => {
    const own = { ...rows, [`patient/${patient}`]: { family: 'RIVERA', given: 'Ana', middle: 'M' } }
    const rivera = user({ displayName: 'Ana Rivera, MD' })
    expect(why('made.up@1', act('accepted'), rivera, { rows: own })).toBe('amendment.your-own')
    expect(why('made.up@1', act('denied'), rivera, { rows: own })).toBe('amendment.your-own')
    expect(why('made.up@1', act('withdrawn'), rivera, { rows: own })).toBe(null)
    expect(why('made.up@1', act('accepted'), rivera, { rows })).toBe(null)
  })

  test('are only added to, by their author, to a request of that patient', () => {
    const there = { rows: { ...rows, [`amendment-act/${id(8)}`]: { kind: 'denied' } } }
    const only = 'amendment.only-added'
    expect(why('made.up@1', act('accepted'), user(), there)).toBe(only)
    expect(why('made.up@1', [{ ...asked(), base: { wrong: 'x' } }], user())).toBe(only)
    expect(why('made.up@1', [{ ...asked(), gone: true, set: {} }], user(), { rows })).toBe(only)
    expect(why('made.up@1', [asked({ by: ben })], user())).toBe(only)
    expect(why('made.up@1', act('told', { patientId: ben }), user(), { rows })).toBe('amendment.not-found')
    expect(why('made.up@1', act('told'), user())).toBe('amendment.not-found')
    expect(amendmentsActedOn({ changes: act('told') })).toEqual([
      { type: 'amendment', id: id(7) },
      { type: 'patient', id: patient },
    ])
  })
})

describe('retention', () => {
  const manager = user({ roles: ['practice-manager'] })
  const hold = change('legal-hold', id(7), { patientId: patient, reason: 'A claim.', by: ana })
  const act = (kind: string, more: Record<string, unknown> = {}): Change[] => [
    change('purge-act', id(8), { listId: id(6), proposalId: null, kind, reason: 'Old.', by: ana, ...more }),
  ]
  const proposedBy = (by: string, listId = id(6)) => ({
    rows: { [`purge-act/${id(9)}`]: { kind: 'proposed', listId, by } },
  })

  test('holds are placed and lifted by whoever may, and only added to', () => {
    expect(why('made.up@1', [hold], manager)).toBe(null)
    expect(why('made.up@1', [hold], user())).toBe('actor.not-permitted')
    const lifted = change('lifted-hold', id(8), { legalHoldId: id(7), reason: 'Settled.', by: ana })
    expect(why('made.up@1', [lifted], manager)).toBe(null)
    const only = 'retention.only-added'
    const there = { rows: { [`legal-hold/${id(7)}`]: { patientId: patient, by: ana } } }
    expect(why('made.up@1', [hold], manager, there)).toBe(only)
    expect(why('made.up@1', [{ ...hold, gone: true, set: {} }], manager, there)).toBe(only)
    expect(why('made.up@1', [{ ...hold, base: { reason: 'A claim.' } }], manager)).toBe(only)
    expect(why('made.up@1', [{ ...hold, set: { ...hold.set, by: ben } }], manager)).toBe(only)
  })

  test('nobody lets go alone: who proposes does not confirm, and nothing is confirmed that was not proposed', () => {
    expect(why('made.up@1', act('proposed'), manager)).toBe(null)
    expect(why('made.up@1', act('proposed'), user())).toBe('actor.not-permitted')
    const confirmed = act('confirmed', { proposalId: id(9) })
    expect(why('made.up@1', confirmed, manager, proposedBy(ben))).toBe(null)
    expect(why('made.up@1', confirmed, manager, proposedBy(ana))).toBe('purge.same-person')
    expect(why('made.up@1', confirmed, manager, proposedBy(ben, id(5)))).toBe('purge.not-proposed')
    expect(why('made.up@1', confirmed, manager)).toBe('purge.not-proposed')
    expect(why('made.up@1', act('confirmed'), manager)).toBe('purge.not-proposed')
    expect(purgesConfirmed({ changes: confirmed })).toEqual([{ type: 'purge-act', id: id(9) }])
    for (const type of ['purge-list', 'purge-done'])
      expect(why('made.up@1', [change(type, id(6), {})], manager)).toBe('record.cloud-only')
  })

  test('no practice keeps less than the floor', () => {
    const set = (audit: number) => [change('practice', practice, { retention: { ...usualRetention, audit } })]
    expect(why('retention.setRetention@1', set(6), manager)).toBe(null)
    expect(why('retention.setRetention@1', set(5), manager)).toBe('retention.below-floor')
    expect(why('made.up@1', [change('practice', practice, { retention: null })], manager)).toBe(null)
  })
})
