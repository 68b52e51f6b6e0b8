/** The account of a time without the cloud: every change made meanwhile is somewhere, or is said to be lost. */
import { expect, test } from 'vitest'
import { getOutage } from '../../shared/downtime/get-outage.ts'
import { getReadiness } from '../../shared/downtime/get-readiness.ts'
import { signOffOutage } from '../../shared/downtime/sign-off-outage.ts'
import { OutageLog } from '../../src-main/store/outage-log.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { seedPatient } from '../kit/charts.ts'
import { TestClock } from '../kit/clock.ts'
import { keptOps, refuse, sendAll } from '../kit/outages.ts'
import { newPractice } from '../kit/practice.ts'

const minute = 60_000

/** A practice whose cloud went away after a first change had not been sent, and that worked on: six changes in all. */
async function awayPractice() {
  const clock = new TestClock()
  const desk = await newPractice({ clock })
  const { db } = desk.session.store
  await seedPatient(desk, 'Before', 'Given')
  sendAll(desk)
  await seedPatient(desk, 'Unsent', 'Given')
  const log = new OutageLog(desk.session.store)
  const now = () => new Date(clock.wall).toISOString()
  clock.advance(minute)
  const startedAt = now()
  for (let n = 0; n < 2; n += 1) {
    log.trying()
    log.missed(now(), 'offline')
    clock.advance(minute)
  }
  for (let n = 1; n <= 5; n += 1) await seedPatient(desk, `Meanwhile${n}`, 'Given')
  clock.advance(minute)
  const come = () => {
    log.trying()
    log.reached(now())
  }
  return { desk, db, clock, startedAt, come }
}

test('what waited when it began and what was made meanwhile is counted, not what was made after it', async () => {
  const { desk, startedAt, come } = await awayPractice()
  const going = await desk.call(getOutage, { startedAt })
  expect(going.account).toMatchObject({ made: 6, waiting: 6, lost: 0 })
  expect(going.account?.lines.map(({ patientName }) => patientName.replace(/,.*/, ''))).toEqual([
    'Unsent',
    ...[1, 2, 3, 4, 5].map((n) => `Meanwhile${n}`),
  ])
  come()
  await seedPatient(desk, 'After', 'Given')
  expect((await desk.call(getOutage, { startedAt })).account).toMatchObject({ made: 6, waiting: 6 })
  expect((await desk.call(getReadiness, {})).unsigned).toBe(1)
  expect(await reasonOf(desk.call(signOffOutage, { startedAt, note: '' }))).toBe('outage.unsettled')
  sendAll(desk)
  expect((await desk.call(getOutage, { startedAt })).account).toMatchObject({ made: 6, sent: 6, waiting: 0 })
  await desk.call(signOffOutage, { startedAt, note: '' })
  expect((await desk.call(getReadiness, {})).unsigned).toBe(0)
})

test('refused, settled by a person, and gone without a trace are told apart', async () => {
  const { desk, db, startedAt, come } = await awayPractice()
  come()
  const [before = '', refused = '', given = '', lost = ''] = keptOps(desk)
  // one of them was made before it, and waited
  for (const op of [before, refused, given]) refuse(desk, op)
  db.prepare(`UPDATE attention SET state = 'discarded' WHERE op <> ?`).run(refused)
  for (const op of [before, given, lost]) db.prepare('DELETE FROM outbox WHERE op = ?').run(op)
  sendAll(desk)
  const { account } = await desk.call(getOutage, { startedAt })
  expect(account).toMatchObject({ made: 6, sent: 2, waiting: 0, refused: 1, settled: 2, lost: 1 })
  expect(account?.lines.filter(({ state }) => state === 'refused').map(({ op }) => op)).toEqual([refused])
  expect(await reasonOf(desk.call(signOffOutage, { startedAt, note: '' }))).toBe('outage.unsettled')
})

test('of a time long ago nothing is claimed', async () => {
  const { desk, clock, startedAt, come } = await awayPractice()
  come()
  clock.advance(36 * 24 * 60 * minute)
  expect((await desk.call(getOutage, { startedAt })).account).toBeNull()
  expect(await reasonOf(desk.call(getOutage, { startedAt: '2020-01-01T00:00:00.000Z' }))).toBe(
    'outage.not-found',
  )
})

test('a moment without work is no outage, and one without changes is nothing to settle', async () => {
  const clock = new TestClock()
  const desk = await newPractice({ clock })
  desk.session.store.db.exec(`DELETE FROM outbox`)
  const log = new OutageLog(desk.session.store)
  const startedAt = new Date(clock.wall).toISOString()
  for (let n = 0; n < 2; n += 1) {
    log.missed(new Date(clock.wall).toISOString(), 'timeout')
    clock.advance(minute)
  }
  log.reached(new Date(clock.wall).toISOString())
  expect((await desk.call(getOutage, { startedAt })).account).toMatchObject({ made: 0, lost: 0, lines: [] })
  expect((await desk.call(getReadiness, {})).unsigned).toBe(0)
})
