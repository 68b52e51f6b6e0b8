/** What becomes of the schedule where two desks changed it while apart (sync.md, section 1): by the merge classes alone. */
import { describe, expect, test } from 'vitest'
import { records } from '../../../shared/catalog.ts'
import { decide, type Decision, type Held, type State } from '../../../shared/kernel/decide.ts'
import type { Change, Op } from '../../../shared/kernel/op.ts'
import type { RecordType } from '../../../shared/kernel/record.ts'
import { appointments, Plan, type Appointment } from '../../../shared/schedule/appointment.ts'
import { availabilities } from '../../../shared/schedule/availability.ts'
import { receipts } from '../../../shared/schedule/receipt.ts'
import { cameAllTheSame, isTakingTime, stageOf } from '../../../shared/schedule/stage.ts'
import type { Step, StepKind } from '../../../shared/schedule/step.ts'
import { waitlistEntries } from '../../../shared/schedule/waitlist-entry.ts'
import { idOf } from '../../kit/asked-of-cloud.ts'
import { rowFor } from '../../kit/rows.ts'

const byType = new Map((Object.values(records) as unknown as RecordType[]).map((each) => [each.type, each]))
const [id, other, provider, ann, bea] = [idOf(1), idOf(2), idOf(3), idOf(4), idOf(5)]

/** The cloud's rows, which ops change one after the other. */
class Rows implements State {
  readonly #rows = new Map<string, Held>()
  #n = 100

  get(type: string, row: string): Held | undefined {
    return this.#rows.get(`${type}/${row}`)
  }

  row(type: string, row: string): Readonly<Record<string, unknown>> {
    return { ...this.get(type, row)?.row, id: row }
  }

  appointment(row: string): Appointment {
    return this.row('appointment', row) as unknown as Appointment
  }

  /** Each op is later by its clock than the one before, but `early` ones. */
  take(actor: string, changes: Change[], early = false): Decision {
    this.#n += 1
    const hlc = early ? '0' : String(this.#n).padStart(9, '0')
    const op: Op = {
      op: idOf(this.#n),
      kind: 'test@1',
      actor,
      at: `2026-03-04T10:00:00.${this.#n}Z`,
      hlc,
      deps: [],
      changes,
    }
    const decision = decide(op, this, {
      recordOf: (type) => byType.get(type),
      ruleOf: () => undefined,
      device: actor,
      hlc,
      outcomes: new Map(),
    })
    for (const { type, id: row, held } of decision.writes) this.#rows.set(`${type}/${row}`, held)
    return decision
  }
}

const made = (record: RecordType, row: string, given: Record<string, unknown> = {}): Change => {
  const { id: _id, ...set } = rowFor(record, 1, given)
  return { type: record.type, id: row, baseVersion: 0, base: {}, set, gone: false }
}
const amended = (record: RecordType, row: string, base: Change['base'], set: Change['set']): Change => ({
  type: record.type,
  id: row,
  baseVersion: 1,
  base,
  set,
  gone: false,
})

const plan = (time: string, more: Partial<Plan> = {}): Plan => ({
  startsAt: `2026-03-05T${time}:00.000Z`,
  minutes: 30,
  locationId: idOf(9),
  providers: [provider],
  places: [],
  prepareMinutes: 0,
  cleanMinutes: 0,
  cancelled: false,
  ...more,
})
const step = (n: number, kind: StepKind, by: string): Step => ({
  id: idOf(n),
  kind,
  at: `2026-03-05T09:${String(n).padStart(2, '0')}:00.000Z`,
  by,
  roomId: null,
  reason: '',
  note: '',
})
const nine = plan('09:00')

function booked(): Rows {
  const rows = new Rows()
  rows.take(ann, [made(appointments, id, { plan: nine, steps: [] })])
  return rows
}
const move = (to: Plan, from = nine): Change => amended(appointments, id, { plan: from }, { plan: to })
const cancel = (n: number, by: string): Change =>
  amended(
    appointments,
    id,
    { plan: nine, steps: [] },
    { plan: { ...nine, cancelled: true }, steps: [step(n, 'cancelled', by)] },
  )
const steps = (...added: Step[]): Change => amended(appointments, id, { steps: [] }, { steps: added })

describe('appointments', () => {
  test('two of one time are both taken: nothing of the other is known to either', () => {
    const rows = booked()
    expect(rows.take(bea, [made(appointments, other, { plan: nine, steps: [] })]).status).toBe('applied')
    expect([rows.appointment(id).plan, rows.appointment(other).plan]).toEqual([nine, nine])
  })

  test.each<[string, Change, Change]>([
    ['a move and a cancellation', move(plan('10:30')), cancel(1, bea)],
    ['a cancellation and a move', cancel(1, ann), move(plan('10:30'))],
    ['two moves', move(plan('10:30')), move(plan('11:00'))],
    ['a move and a longer visit', move(plan('10:30')), move(plan('09:00', { minutes: 60 }))],
    [
      'another provider and another room',
      move(plan('09:00', { providers: [other] })),
      move(plan('09:00', { places: [other] })),
    ],
  ])('%s are two truths: the first holds, both are in a conflict', (_what, first, second) => {
    const rows = booked()
    expect(rows.take(ann, [first]).status).toBe('applied')
    const decision = rows.take(bea, [second])
    expect(decision.status).toBe('conflict')
    expect(rows.appointment(id).plan).toEqual(first.set['plan'])
    const [conflict] = decision.writes.filter(({ type }) => type === 'conflict')
    expect(conflict?.held.row).toMatchObject({
      kind: 'fields',
      entityType: 'appointment',
      entityId: id,
      patientId: rows.appointment(id).patientId,
      fields: [{ field: 'plan', held: first.set['plan'], offered: second.set['plan'] }],
      heldBy: { actor: ann },
      offeredBy: { actor: bea },
      state: 'open',
    })
  })

  test('what both say is no conflict: moved to one place by both, cancelled by both with both reasons', () => {
    const rows = booked()
    rows.take(ann, [move(plan('10:30'))])
    expect(rows.take(bea, [move(plan('10:30'))]).status).toBe('applied')
    const off = booked()
    off.take(ann, [cancel(1, ann)])
    expect(off.take(bea, [cancel(2, bea)]).status).toBe('merged')
    const row = off.appointment(id)
    expect([stageOf(row), row.steps.length]).toEqual(['cancelled', 2])
  })

  test.each([
    ['cancelled first', [cancel(1, ann), steps(step(2, 'arrived', bea))]],
    ['came first', [steps(step(2, 'arrived', bea)), cancel(1, ann)]],
    ['cancelled later by the clock', [steps(step(2, 'arrived', bea)), cancel(30, ann)]],
  ])('whoever came has come, whoever called it off: %s', (_what, changes) => {
    const rows = booked()
    const outcomes = changes.map((change) => rows.take(ann, [change]).status)
    expect(outcomes).not.toContain('conflict')
    const row = rows.appointment(id)
    expect(stageOf(row)).toBe('arrived')
    expect([cameAllTheSame(row), isTakingTime(row)]).toEqual([true, true])
    expect(row.plan.cancelled).toBe(true)
  })

  test('what happened is added by each and taken out by each, and nobody takes out what they did not see', () => {
    const rows = booked()
    const [came, roomed] = [step(1, 'arrived', ann), step(2, 'roomed', bea)]
    rows.take(ann, [steps(came)])
    rows.take(bea, [amended(appointments, id, { steps: [came] }, { steps: [came, roomed] })])
    // somebody takes back the arrival, who has not heard of the room
    rows.take(ann, [amended(appointments, id, { steps: [came] }, { steps: [] })])
    expect(rows.appointment(id).steps).toEqual([roomed])
  })

  test('a number in a series, whose it is and who made it are of the beginning; a later number of a referral holds', () => {
    const rows = booked()
    const asks = (set: Change['set']) => rows.take(bea, [amended(appointments, id, {}, set)]).status
    expect([asks({ occurrence: 77 }), asks({ patientId: other }), asks({ madeBy: other })]).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ])
    expect(asks({ referral: 'R-2' })).toBe('merged')
    expect(rows.appointment(id).referral).toBe('R-2')
    // what was written before is in the notice to its author, and not in force
    expect(rows.take(ann, [amended(appointments, id, {}, { referral: 'R-1' })], true).notices).toMatchObject([
      { code: 'overtaken', field: 'referral', value: 'R-1' },
    ])
    expect(rows.appointment(id).referral).toBe('R-2')
  })
})

describe('what else is scheduled', () => {
  test('hours of one stretch are two truths, of different stretches none', () => {
    const rows = new Rows()
    const [one, two] = [idOf(11), idOf(12)]
    for (const each of [one, two])
      rows.take(ann, [made(availabilities, each, { fromMinute: 480, toMinute: 720, kind: 'open' })])
    const until = (each: string, toMinute: number) =>
      amended(availabilities, each, { toMinute: 720 }, { toMinute })
    expect(rows.take(ann, [until(one, 780)]).status).toBe('applied')
    expect(rows.take(bea, [until(two, 660)]).status).toBe('applied')
    expect(rows.take(bea, [until(one, 660)]).status).toBe('conflict')
    expect(rows.row('availability', one)['toMinute']).toBe(780)
  })

  test('offers and answers of two desks are all kept', () => {
    const rows = new Rows()
    const offer = (n: number, by: string) => ({
      id: idOf(n),
      startsAt: '2026-03-05T09:00:00.000Z',
      minutes: 30,
      locationId: idOf(9),
      providers: [],
      at: '2026-03-04T09:00:00.000Z',
      by,
    })
    rows.take(ann, [made(waitlistEntries, id, { offers: [], answers: [], state: 'waiting' })])
    const offers = (n: number, by: string) =>
      rows.take(by, [amended(waitlistEntries, id, { offers: [] }, { offers: [offer(n, by)] })]).status
    expect([offers(21, ann), offers(22, bea)]).toEqual(['applied', 'merged'])
    expect(rows.row('waitlist-entry', id)['offers']).toHaveLength(2)
  })

  test('of a receipt nothing is ever another', () => {
    const rows = new Rows()
    rows.take(ann, [made(receipts, id, { cents: 2500, number: 'A-000001' })])
    const asks = (set: Change['set']) => rows.take(bea, [amended(receipts, id, { cents: 2500 }, set)])
    expect(asks({ cents: 100 })).toMatchObject({ status: 'rejected', reason: 'field.immutable' })
    expect(asks({ number: 'B-000001' })).toMatchObject({ status: 'rejected', reason: 'field.immutable' })
    expect(rows.row('receipt', id)['cents']).toBe(2500)
  })
})
