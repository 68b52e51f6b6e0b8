/** What a workstation records of its clock, on a real file, and what is then known of an entry (A11, N3). */
import { expect, test } from 'vitest'
import type { ClockReading } from '../../shared/audit/clock-state.ts'
import { utcOffsetText } from '../../shared/audit/clock-words.ts'
import { ownEntry } from '../../src-main/audit/audit-log.ts'
import { ClockKeeper } from '../../src-main/audit/clock-keeper.ts'
import { clockNow, clockOf } from '../../src-main/audit/clock-log.ts'
import { entriesBy, vouchedEntry } from '../../src-main/audit/log-reader.ts'
import { WitnessBook } from '../../src-main/audit/witness-book.ts'
import { auditEntry, logIn } from '../kit/audit-logs.ts'

/** A log whose clock is kept, a step at a time. `sleep`: what counts for the clock that nobody sets and not for the steady one. */
function kept(first: ClockReading = { state: 'synchronised', source: 'chrony' }) {
  const { log, clock } = logIn()
  const faults: unknown[] = []
  let [reading, slept, utcOffset] = [first, 0, -300]
  const keeper = new ClockKeeper({
    file: log,
    clock,
    steady: () => clock.mono() + slept,
    read: () => Promise.resolve(reading),
    utcOffset: () => utcOffset,
    changed: () => undefined,
    failed: (error) => void faults.push(error),
  })
  const recorded = () =>
    log.db
      .prepare<[], { seq: number; action: string; reason: string; detail: string }>(
        "SELECT seq, action, reason, detail FROM audit WHERE action <> 'test.append' ORDER BY seq",
      )
      .all()
      .map(({ seq, action, reason, detail }) => [seq, action, reason, JSON.parse(detail) as unknown])
  return {
    log,
    clock,
    keeper,
    faults,
    recorded,
    moves: (minutes: number) => void (utcOffset = minutes),
    says: (next: ClockReading) => void (reading = next),
    sleep(ms: number) {
      slept += ms
      clock.wall += ms
    },
    add() {
      log.append(auditEntry())
      return log.last.n
    },
    /** The cloud's clock as this workstation's would be if it were right by `aheadMs`. */
    hears(aheadMs: number, trip = 80) {
      const sent = { wall: clock.now(), mono: clock.mono() }
      clock.advance(trip)
      keeper.heard({
        cloud: sent.wall + trip / 2 - aheadMs,
        sent,
        got: { wall: clock.now(), mono: clock.mono() },
      })
    },
    kinds: () => new WitnessBook(log).alarms().map(({ kind }) => kind),
    entry(n: number) {
      const [row] = entriesBy(log, [n])
      if (!row) throw new Error('no entry')
      return { row, ...clockOf(log, row) }
    },
  }
}

test('the state is recorded at the start, when it is another, when it is measured, and once a day; else nothing', async () => {
  const desk = kept()
  await desk.keeper.begin()
  for (let n = 0; n < 5; n += 1) {
    desk.clock.advance(2000)
    await desk.keeper.look()
  }
  desk.hears(120)
  desk.hears(150)
  expect(desk.recorded()).toEqual([
    [1, 'clock.state', 'synchronised', { source: 'chrony', why: 'start', utcOffset: -300 }],
    [
      2,
      'clock.state',
      'synchronised',
      { source: 'chrony', why: 'measured', utcOffset: -300, offsetMs: 120, withinMs: 41 },
    ],
  ])
  desk.says({ state: 'unsynchronised', source: 'chrony' })
  desk.clock.advance(601_000)
  await desk.keeper.look()
  expect(desk.recorded().at(-1)).toEqual([
    3,
    'clock.state',
    'unsynchronised',
    // what was measured before is not said again as if it were now
    { source: 'chrony', why: 'changed', utcOffset: -300 },
  ])
  desk.clock.advance(25 * 3_600_000)
  await desk.keeper.look()
  expect([desk.recorded().length, desk.recorded().at(-1)?.[3]]).toMatchObject([4, { why: 'daily' }])
  // drifted by more than a second
  desk.hears(1400)
  expect(desk.recorded()).toHaveLength(5)
  expect([desk.kinds(), desk.faults]).toEqual([[], []])
  expect(clockNow(desk.log)).toMatchObject({
    said: { state: 'unsynchronised', n: 5 },
    measured: { n: 5, measured: { offsetMs: 1400, withinMs: 41 } },
    changes: 0,
  })
})

test('the offset from UTC is said with it, and again when summer time ends; each entry has that of its own time', async () => {
  const desk = kept()
  desk.moves(-240)
  await desk.keeper.begin()
  const summer = desk.add()
  desk.moves(-300)
  desk.clock.advance(11 * 60_000)
  await desk.keeper.look()
  const winter = desk.add()
  expect(desk.recorded().map(([, , , detail]) => detail)).toEqual([
    { source: 'chrony', why: 'start', utcOffset: -240 },
    { source: 'chrony', why: 'changed', utcOffset: -300 },
  ])
  expect([summer, winter].map((n) => desk.entry(n).said?.utcOffset)).toEqual([-240, -300])
  // what an earlier version wrote says nothing of it
  desk.log.append(ownEntry('clock.state', 'unknown', { source: 'unknown', why: 'start' }))
  expect(desk.entry(desk.add()).said?.utcOffset).toBeNull()
  expect(['-04:00', '-05:00', '+05:45']).toEqual([-240, -300, 345].map(utcOffsetText))
})

test('a clock that is set is recorded, and an alarm where by more than a minute; sleep and a slow round trip are nothing', async () => {
  const desk = kept()
  await desk.keeper.begin()
  desk.sleep(8 * 3_600_000)
  await desk.keeper.look()
  expect(desk.recorded().map(([, action]) => action)).toEqual(['clock.state'])
  desk.clock.wall += 30_000
  await desk.keeper.look()
  expect(desk.recorded()[1]).toEqual([2, 'clock.changed', 'forward', { byMs: 30_000 }])
  expect(desk.kinds()).toEqual([])
  desk.clock.wall -= 7_200_000
  await desk.keeper.look()
  await desk.keeper.look()
  expect(desk.recorded().slice(2, 4)).toEqual([
    [3, 'clock.changed', 'back', { byMs: -7_200_000 }],
    [4, 'audit.alarm', 'clock', { byMs: -7_200_000 }],
  ])
  expect(desk.kinds()).toEqual(['clock'])
  expect(clockNow(desk.log)?.changes).toBe(2)
  const before = desk.recorded().length
  desk.hears(0, 60_000)
  expect(desk.recorded()).toHaveLength(before)
})

test('an offset over the bound is an alarm, once until somebody has settled it; one that may be under it is none', async () => {
  const desk = kept({ state: 'unknown', source: 'unknown' })
  await desk.keeper.begin()
  desk.hears(60_020)
  expect(desk.kinds()).toEqual([])
  desk.hears(-61_000)
  desk.hears(-61_500)
  expect(desk.kinds()).toEqual(['clock'])
  expect(desk.recorded().filter(([, action]) => action === 'audit.alarm')).toEqual([
    [3, 'audit.alarm', 'clock', { offsetMs: -61_000, withinMs: 41 }],
  ])
  const [alarm] = new WitnessBook(desk.log).alarms()
  new WitnessBook(desk.log).settle(alarm?.id ?? '', '2026-11-23T15:05:00.000Z', 'a', 'the battery')
  desk.hears(-61_000)
  expect(desk.kinds()).toEqual(['clock'])
})

test('a clock that stands before what was recorded is an alarm at the start', async () => {
  const { log, clock } = logIn()
  log.append(auditEntry())
  clock.wall -= 3_600_000
  const parts = { file: log, clock, changed: () => undefined, failed: () => undefined }
  const read = () => Promise.resolve({ state: 'unknown', source: 'unknown' } as const)
  await new ClockKeeper({ ...parts, steady: clock.mono, read }).begin()
  expect(new WitnessBook(log).alarms().map(({ kind }) => kind)).toEqual(['clock'])
})

test('an entry that was written offline is dated by the cloud’s time once that is measured, over a clock that was set, and is not changed by it', async () => {
  const desk = kept({ state: 'unsynchronised', source: 'chrony' })
  const wrong = 600_000
  const early = desk.add()
  await desk.keeper.begin()
  desk.clock.advance(90_000)
  const late = desk.add()
  const text = desk.entry(early).row.h.toString('hex')
  // nothing was measured: nothing is guessed
  expect(desk.entry(early)).toMatchObject({
    said: { state: 'unsynchronised', n: 2 },
    measured: null,
    corrected: null,
  })
  // ten minutes ahead, put right by hand, then the cloud is reached
  desk.clock.advance(5000)
  desk.clock.wall -= wrong
  await desk.keeper.look()
  desk.hears(250)
  const right = (n: number) => Date.parse(desk.entry(n).row.at) - wrong - 250
  for (const n of [early, late]) expect([n, Date.parse(desk.entry(n).corrected ?? '')]).toEqual([n, right(n)])
  expect(desk.entry(early).row.h.toString('hex')).toBe(text)
  expect(vouchedEntry(desk.log, early)).toMatchObject({
    holds: true,
    clock: { measured: { n: expect.any(Number) as number } },
  })
  // over a sleep the steady clock says nothing
  desk.sleep(3_600_000)
  expect(desk.entry(desk.add()).corrected).toBeNull()
})
