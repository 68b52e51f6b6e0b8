/** What the cloud takes of the schedule, whatever a workstation calls what was done. */
import { describe, expect, test } from 'vitest'
import type { Change, Op } from '../../../shared/kernel/op.ts'
import { givingBackId } from '../../../shared/schedule/receipt.ts'
import { refuseActor } from '../../../src-cloud/access/refuse-actor.ts'
import { receiptsGivenBack } from '../../../src-cloud/access/schedule-rules.ts'
import { anaIs as user, changeOf as change, idOf as id, stateOf } from '../../kit/asked-of-cloud.ts'

const [practice, ana, ben] = [id(1), id(2), id(3)]
const [appointment, receipt, patient] = [id(4), id(5), id(6)]
const at = '2026-03-10T16:00:00.000Z'
const desk = user({ roles: ['front-desk'] })

/** Why `changes` of Ana's are refused. */
function why(
  changes: Change[],
  author: object = desk,
  rows: Record<string, object> = {},
  kind = 'made.up@1',
): string | null {
  const all = { [`practice/${practice}`]: { timeZone: 'America/New_York' }, ...rows, [`user/${ana}`]: author }
  const op: Op = { op: id(19), kind, actor: ana, at, hlc: '', deps: [], changes }
  return refuseActor(op, { ...stateOf(all), practice, seen: new Map(), begun: true, now: at })
}

const made = { baseVersion: 0 }
const gone = { gone: true, set: {} }
const step = (by: string | null, n = 30, kind = 'arrived') => ({ id: id(n), kind, at, by })

describe('appointments', () => {
  const there = (more: object = {}) => ({
    [`appointment/${appointment}`]: { steps: [], overbook: null, ...more },
  })

  test('are cancelled and never removed', () => {
    expect(why([change('appointment', appointment, { reason: 'Cough' })], desk, there())).toBe(null)
    expect(why([change('appointment', appointment, {}, gone)], desk, there())).toBe(
      'appointment.only-cancelled',
    )
    expect(why([change('appointment', appointment, {}, gone)], user(), there())).toBe(
      'appointment.only-cancelled',
    )
  })

  test('say of each thing that happened who saw it: whoever adds it', () => {
    const adds = (by: string | null, before: object[] = []) =>
      why(
        [change('appointment', appointment, { steps: [...before, step(by)] }, { base: { steps: before } })],
        desk,
        there({ steps: before }),
      )
    expect(adds(ana)).toBe(null)
    expect(adds(ana, [step(ben, 31)])).toBe(null)
    expect(adds(ben)).toBe('schedule.not-your-word')
    // the patient's own answer comes by the cloud
    expect(adds(null)).toBe('schedule.not-your-word')
    // of a new one too
    expect(why([change('appointment', appointment, { steps: [step(ben)] }, made)])).toBe(
      'schedule.not-your-word',
    )
    // and another's words are not put into another shape
    const other = { ...step(ben, 31), kind: 'no-show' }
    expect(
      why([change('appointment', appointment, { steps: [other] })], desk, there({ steps: [step(ben, 31)] })),
    ).toBe('schedule.not-your-word')
  })

  test('a step that was a mistake is taken out by anybody; what a source says comes in as it says it', () => {
    const seen = [step(ben, 31)]
    expect(
      why(
        [change('appointment', appointment, { steps: [] }, { base: { steps: seen } })],
        desk,
        there({ steps: seen }),
      ),
    ).toBe(null)
    const import_ = [change('appointment', appointment, { steps: [step(null)] }, made)]
    const both = user({ roles: ['front-desk', 'administrator'] })
    expect(why(import_, both, {}, 'exchange.readMessage@1')).toBe(null)
    expect(why(import_, desk, {}, 'exchange.readMessage@1')).toBe('schedule.not-your-word')
  })

  test('a limit is passed by whoever may, in their own name', () => {
    const asks = (by: string, author: object, before: object | null = null) =>
      why(
        [change('appointment', appointment, { overbook: { by, at, reason: 'Fever' } })],
        author,
        there({ overbook: before }),
      )
    expect(asks(ana, user())).toBe(null)
    expect(asks(ben, user())).toBe('schedule.not-your-word')
    expect(asks(ana, desk)).toBe('appointment.overbook-not-permitted')
    // somebody who may has done so before: the row is moved with it
    expect(asks(ben, desk, { by: ben, at, reason: 'Fever' })).toBe(null)
    expect(why([change('appointment', appointment, { overbook: null })], desk, there())).toBe(null)
  })
})

test('an address of a calendar is made in one’s own name, by whoever sets the schedule up, and closed by any of them', () => {
  const manager = user({ roles: ['practice-manager'] })
  const feed = (set: Record<string, unknown>, author: object) =>
    why([change('calendar-feed', appointment, set, made)], author)
  expect(feed({ madeBy: ana, closedAt: null }, manager)).toBe(null)
  expect(feed({ madeBy: ben, closedAt: null }, manager)).toBe('schedule.not-your-word')
  expect(feed({ madeBy: ana, closedAt: null }, desk)).toBe('actor.not-permitted')
  expect(feed({ closedAt: at }, manager)).toBe(null)
})

describe('what waits', () => {
  test('an offer is by whoever makes it or by nobody; a try by whoever tried', () => {
    const offered = (by: string | null) => [
      change('waitlist-entry', id(7), { offers: [{ id: id(8), at, by }] }, made),
    ]
    expect([why(offered(ana)), why(offered(null)), why(offered(ben))]).toEqual([
      null,
      null,
      'schedule.not-your-word',
    ])
    const tried = (by: string | null) => [change('recall', id(7), { tries: [{ id: id(8), at, by }] }, made)]
    expect([why(tried(ana)), why(tried(ben)), why(tried(null))]).toEqual([
      null,
      'schedule.not-your-word',
      'schedule.not-your-word',
    ])
  })
})

describe('receipts', () => {
  const taken = { [`receipt/${receipt}`]: { patientId: patient, cents: 2500, voids: null, by: ben } }
  const back = (more: object = {}, of = givingBackId(receipt)) => [
    change('receipt', of, { patientId: patient, cents: -2500, voids: receipt, by: ana, ...more }, made),
  ]

  test('are by whoever took the money, and nothing of them is changed or removed', () => {
    const makes = (by: string) => [
      change('receipt', receipt, { patientId: patient, cents: 2500, voids: null, by }, made),
    ]
    expect(why(makes(ana))).toBe(null)
    expect(why(makes(ben))).toBe('receipt.not-yours')
    expect(why(makes(ana), user({ roles: ['auditor'] }))).toBe('actor.not-permitted')
    expect(why([change('receipt', receipt, { cents: 100 }, { base: { cents: 2500 } })], desk, taken)).toBe(
      'receipt.only-added',
    )
    expect(why([change('receipt', receipt, {}, gone)], user(), taken)).toBe('receipt.only-added')
    expect(why(makes(ana), desk, taken)).toBe('receipt.only-added')
  })

  test('are given back once, to the same patient, and no more than was taken', () => {
    expect(receiptsGivenBack({ changes: back() })).toEqual([{ type: 'receipt', id: receipt }])
    expect(why(back(), desk, taken)).toBe(null)
    // both in one change, as they come where many are brought in at once
    const wrong = change('receipt', receipt, { patientId: patient, cents: 2500, voids: null, by: ana }, made)
    expect(why([wrong, ...back()])).toBe(null)
    expect(why([{ ...wrong, set: { ...wrong.set, cents: 100 } }, ...back()])).toBe('receipt.gives-back-more')
    expect(why(back({ cents: -1000 }), desk, taken)).toBe(null)
    expect(why(back({ cents: -2501 }), desk, taken)).toBe('receipt.gives-back-more')
    expect(why(back({ cents: 2500 }), desk, taken)).toBe('receipt.gives-back-more')
    expect(why(back({ patientId: id(16) }), desk, taken)).toBe('receipt.gives-back-nothing')
    expect(why(back(), desk)).toBe('receipt.gives-back-nothing')
    expect(why(back({ voids: null }), desk, taken)).toBe('receipt.gives-back-nothing')
    expect(why(back({}, id(17)), desk, taken)).toBe('receipt.gives-back-nothing')
    const done = {
      ...taken,
      [`receipt/${givingBackId(receipt)}`]: { patientId: patient, cents: -2500, voids: receipt },
    }
    expect(why(back(), desk, done)).toBe('receipt.given-back-already')
  })
})
