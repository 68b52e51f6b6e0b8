/**
 * Any work of two desks that are apart, in any order and with the cloud met at any moment: afterwards both show the same, and every double
 * booking. The production handlers, stores, and `decide`; the cloud is rows and a log.
 */
import * as fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { locations } from '../../shared/access/location.ts'
import { records } from '../../shared/catalog.ts'
import { decide, type Held, type Status } from '../../shared/kernel/decide.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { minuteOf, type Appointment, type Plan } from '../../shared/schedule/appointment.ts'
import { resources } from '../../shared/schedule/resource.ts'
import { isTakingTime, stageOf } from '../../shared/schedule/stage.ts'
import type { Conflict } from '../../shared/sync/conflict.ts'
import { bookAppointmentHandler } from '../../src-main/schedule/book-appointment.ts'
import {
  cancelAppointmentHandler,
  restoreAppointmentHandler,
} from '../../src-main/schedule/cancel-appointment.ts'
import { moveAppointmentHandler } from '../../src-main/schedule/move-appointment.ts'
import { settleConflictHandler } from '../../src-main/schedule/settle-conflict.ts'
import { takeBackStepHandler } from '../../src-main/schedule/take-back-step.ts'
import { takeStepHandler } from '../../src-main/schedule/take-step.ts'
import { linesOf } from '../../src-main/schedule/appointment-lines.ts'
import { appointmentsBetween, appointmentRow } from '../../src-main/schedule/appointments.sql.ts'
import type { Session } from '../../src-main/pipeline/session.ts'
import { applyPage, type Ack, type CloudRow } from '../../src-main/store/apply.ts'
import { openStore, type Store } from '../../src-main/store/store.ts'
import type { Context } from '../../shared/kernel/context.ts'
import type { Tx } from '../../src-main/store/tx.ts'
import { patients } from '../../shared/patients/patient.ts'
import { makeFolder, removeFolder } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { place, provider } from '../kit/scheduled.ts'
import { contextAt, localMigrations, newTestId, waitingOps } from '../kit/store.ts'

const folder = makeFolder(true)
const byType = new Map((Object.values(records) as unknown as RecordType[]).map((each) => [each.type, each]))
const now = '2026-11-23T15:05:00.000Z'

class Desk {
  readonly store: Store
  readonly outcomes = new Map<string, Status>()
  readonly name: string
  seq = 0

  constructor(name: string) {
    this.name = name
    this.store = openStore(join(folder, `${name}.db`), randomBytes(32), localMigrations, { create: true })
  }

  /** One command; what cannot be done is not done. Whether it was. */
  run(work: (tx: Tx, ctx: Context) => unknown): boolean {
    const ctx = contextAt(now)
    try {
      this.store.transaction(ctx, (tx) => {
        work(tx, ctx)
        tx.close('test.command@1')
      })
      return true
    } catch (error) {
      if (error instanceof AppError && error.code !== 'Bug') return false
      throw error
    }
  }
}

const desks = [new Desk('one'), new Desk('two')] as const
const cloud = {
  rows: new Map<string, Held>(),
  log: [] as { row: CloudRow | null; ack: (Ack & { desk: string }) | null }[],
}
afterAll(() => {
  for (const { store } of desks) store.close()
  removeFolder(folder)
})

/** Sends what waits, and reads what there is: at once, as a workstation does that has the cloud. */
function meet(desk: Desk): void {
  for (const op of waitingOps(desk.store)) {
    if (desk.outcomes.has(op.op)) continue
    const decision = decide(
      op,
      { get: (type, id) => cloud.rows.get(`${type}/${id}`) },
      {
        recordOf: (type) => byType.get(type),
        ruleOf: () => undefined,
        device: desk.name,
        hlc: op.hlc,
        outcomes: desk.outcomes,
      },
    )
    desk.outcomes.set(op.op, decision.status)
    for (const { type, id, held } of decision.writes) {
      cloud.rows.set(`${type}/${id}`, held)
      const row = held.row === null ? null : { ...held.row, id }
      cloud.log.push({ row: { type, id, version: held.version, row, seq: cloud.log.length + 1 }, ack: null })
    }
    const ack = { op: op.op, seq: cloud.log.length + 1, status: decision.status, reason: decision.reason }
    cloud.log.push({ row: null, ack: { ...ack, desk: desk.name } })
  }
  const news = cloud.log.slice(desk.seq)
  desk.seq = cloud.log.length
  if (news.length === 0) return
  applyPage(desk.store, {
    rows: news.flatMap(({ row }) => row ?? []),
    acks: news.flatMap(({ ack }) => (ack?.desk === desk.name ? [ack] : [])),
    cursor: { epoch: 'e', seq: cloud.log.length, h: String(cloud.log.length) },
    at: now,
  })
}

type Act =
  | { do: 'book' | 'move'; desk: 0 | 1; n: number; hour: number; who: 0 | 1; half: boolean }
  | { do: 'cancel' | 'arrive' | 'undo' | 'restore'; desk: 0 | 1; n: number }
  | { do: 'settle'; desk: 0 | 1; n: number; side: 'held' | 'offered' }
  | { do: 'meet'; desk: 0 | 1 }

const desk = fc.constantFrom(0 as const, 1 as const)
const n = fc.nat(5)
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('book' as const, 'move' as const, 'move' as const),
      desk,
      n,
      hour: fc.integer({ min: 15, max: 18 }),
      who: desk,
      half: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('cancel' as const, 'arrive' as const, 'undo' as const, 'restore' as const),
      desk,
      n,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      desk,
      n,
      side: fc.constantFrom('held' as const, 'offered' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('meet' as const), desk }) },
)

/** A practice of its own in the same stores: nobody else's appointments are at its providers. */
function newRun() {
  const here = place('Main Street')
  const providers = [provider('A', { overbook: 20 }), provider('B', { overbook: 20 })]
  const patient = rowFor(patients, 2, { active: true }) as never as Parameters<Tx['put']>[1]
  desks[0].run((tx) => {
    tx.put(locations, here)
    for (const each of providers) tx.put(resources, each)
    tx.put(patients, patient as never)
  })
  for (const each of desks) meet(each)
  return { here, providers, patientId: patient.id, ids: [] as string[] }
}
type Run = ReturnType<typeof newRun>

const nobody = null as unknown as Session

function perform(run: Run, each: Act): void {
  const { store } = desks[each.desk]
  const at = desks[each.desk]
  if (each.do === 'meet') return meet(at)
  if (each.do === 'settle') {
    const open = conflictsAt(at, run.ids).filter(({ state }) => state === 'open')
    const conflict = open[each.n % Math.max(1, open.length)]
    if (!conflict) return
    const choice = Object.fromEntries(conflict.fields.map(({ field }) => [field, each.side]))
    const settling = { conflictId: conflict.id, version: conflict.version, choice }
    at.run((tx, ctx) => settleConflictHandler.run(tx, settling, ctx, nobody))
    return
  }
  const planned = (wanted: Extract<Act, { hour: number }>) => ({
    startsAt: `2026-11-24T${wanted.hour}:${wanted.half ? '30' : '00'}:00.000Z`,
    minutes: 60,
    locationId: run.here.id,
    providers: [run.providers[wanted.who]?.id ?? ''],
    places: [],
  })
  if (each.do === 'book') {
    at.run((tx, ctx) => {
      const said = { patientId: run.patientId, newPatient: null, plan: planned(each), visitTypeId: null }
      const rest = { reason: '', notes: '', referral: '', authorization: '', copayCents: null }
      const more = { origin: 'staff' as const, overbookReason: '' }
      const done = bookAppointmentHandler.run(tx, { ...said, ...rest, ...more }, ctx, nobody)
      run.ids.push(done.appointmentId)
    })
    return
  }
  const id = run.ids[each.n % Math.max(1, run.ids.length)]
  const row = id === undefined ? undefined : appointmentRow(store.read, id)
  if (!row) return
  const about = { patientId: row.patientId, appointmentId: row.id, version: row.version }
  at.run((tx, ctx): unknown => {
    switch (each.do) {
      case 'move':
        return moveAppointmentHandler.run(tx, { ...about, ...planned(each), overbookReason: '' }, ctx, nobody)
      case 'cancel': {
        const why = { kind: 'cancelled' as const, reason: 'Patient asked', note: '' }
        return cancelAppointmentHandler.run(tx, { ...about, ...why }, ctx, nobody)
      }
      case 'restore':
        return restoreAppointmentHandler.run(tx, { ...about, overbookReason: '' }, ctx, nobody)
      case 'arrive': {
        const step = { appointmentId: row.id, kind: 'arrived' as const, roomId: null, reason: '', note: '' }
        return takeStepHandler.run(tx, step, ctx, nobody)
      }
      case 'undo': {
        const stepId = row.steps.at(-1)?.id ?? newTestId()
        return takeBackStepHandler.run(tx, { appointmentId: row.id, stepId }, ctx, nobody)
      }
      default:
        return null
    }
  })
}

const conflictsAt = ({ store }: Desk, ids: readonly string[]): (Conflict & { version: number })[] =>
  store.read.rows(
    `SELECT id, version, kind, state, entityId, fields FROM conflicts WHERE entityType = 'appointment'
     AND entityId IN (SELECT value FROM json_each(?)) ORDER BY id`,
    JSON.stringify(ids),
  )

const takenAt = ({ store }: Desk, { providers }: Run): unknown[] =>
  providers.flatMap(({ id }) =>
    store.read.rows(
      'SELECT resourceId, startMin, endMin, appointmentId, claim FROM taken_time WHERE resourceId = ? ORDER BY startMin, appointmentId, claim',
      id,
    ),
  )

/** As a grid shows them, by id. */
function shownAt({ store }: Desk, { ids }: Run) {
  const asking = { actor: contextAt().actor, store }
  const [from, to] = [minuteOf('2026-11-24T00:00:00.000Z'), minuteOf('2026-11-25T00:00:00.000Z')]
  const rows = appointmentsBetween(store.read, from, to, true).filter(({ id }) => ids.includes(id))
  return new Map(linesOf(store.read, asking, rows).map((line) => [line.appointmentId, line]))
}

const overlap = (a: Plan, b: Plan): boolean =>
  a.providers.some((id) => b.providers.includes(id)) &&
  minuteOf(a.startsAt) < minuteOf(b.startsAt) + b.minutes &&
  minuteOf(b.startsAt) < minuteOf(a.startsAt) + a.minutes

type Seen = { crowds: number; truths: number; came: number }

function check(run: Run, seen: Seen): void {
  for (const each of [...desks, ...desks, ...desks]) meet(each)
  const [one, two] = desks
  expect([waitingOps(one.store), waitingOps(two.store)]).toEqual([[], []])
  expect(shownAt(two, run)).toEqual(shownAt(one, run))
  expect(takenAt(two, run)).toEqual(takenAt(one, run))
  const conflicts = conflictsAt(one, run.ids)
  expect(conflictsAt(two, run.ids)).toEqual(conflicts)
  seen.truths += conflicts.length
  // nothing was refused: whatever two desks do is taken, or waits for a person
  expect([...one.outcomes.values(), ...two.outcomes.values()].filter((each) => each === 'rejected')).toEqual(
    [],
  )

  const rows = run.ids.map((id) => ({ ...cloud.rows.get(`appointment/${id}`)?.row, id }) as Appointment)
  const shown = shownAt(one, run)
  const claims = conflicts
    .filter(({ state }) => state === 'open')
    .flatMap(({ entityId, fields }) => fields.map(({ offered }) => ({ id: entityId, plan: offered as Plan })))
    .filter(({ plan }) => !plan.cancelled)
  const places = [...rows.filter((row) => isTakingTime(row)), ...claims]
  const isCrowded = ({ id }: Appointment): boolean =>
    places
      .filter((mine) => mine.id === id)
      .some((mine) => places.some((other) => other.id !== id && overlap(mine.plan, other.plan)))
  for (const row of rows) {
    const line = shown.get(row.id)
    expect(line?.stage).toBe(stageOf(row))
    // whoever came has come
    const came = row.steps.some(({ kind }) => kind === 'arrived')
    expect([came, line?.stage]).toEqual([came, came ? 'arrived' : line?.stage])
    // every one that is crowded is said to be, and none that is not
    const crowded = isTakingTime(row) && isCrowded(row)
    expect([crowded, line?.overlaps]).toEqual([crowded, crowded || (isCrowded(row) && line?.overlaps)])
    seen.crowds += Number(crowded)
    seen.came += Number(line?.wasCancelled)
    expect(line?.conflictId === null).toBe(
      !conflicts.some(({ entityId, state }) => entityId === row.id && state === 'open'),
    )
  }
}

test('two desks end equal and show every double booking, whatever they did and whenever they met', () => {
  const seen: Seen = { crowds: 0, truths: 0, came: 0 }
  fc.assert(
    fc.property(fc.array(act, { minLength: 4, maxLength: 30 }), (acts) => {
      const run = newRun()
      // somebody is booked that both know
      perform(run, { do: 'book', desk: 0, n: 0, hour: 15, who: 0, half: false })
      for (const each of desks) meet(each)
      meet(desks[1])
      for (const each of acts) perform(run, each)
      check(run, seen)
    }),
    { numRuns: 150 },
  )
  // what it is about has happened
  expect(Math.min(seen.crowds, seen.truths, seen.came)).toBeGreaterThan(0)
})
