/** The downtime pack: who is in it and why, when it is made, and what is recorded of it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chooseForPack } from '../../shared/downtime/choose-for-pack.ts'
import { getPackState } from '../../shared/downtime/get-pack-state.ts'
import { makePack } from '../../shared/downtime/make-pack.ts'
import { packPolicy } from '../../shared/downtime/pack-policy.ts'
import { printPack } from '../../shared/downtime/print-pack.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { editPatient } from '../../shared/patients/edit-patient.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { seedPatient } from '../kit/charts.ts'
import { TestClock } from '../kit/clock.ts'
import { packOf, seedVisit } from '../kit/packs.ts'
import { auditRows, doorOf, newPractice, withRights } from '../kit/practice.ts'

const day = 86_400_000

test('in it are those on the schedule, those chosen by hand, and those seen here lately; each with the reason', async () => {
  // Monday, 10:05 AM at the practice
  const clock = new TestClock(Date.parse('2026-11-15T15:05:00.000Z'))
  const desk = await newPractice({ clock })
  const ids = new Map<string, string>()
  for (const name of [
    'Long',
    'Today',
    'Late',
    'Tomorrow',
    'Cancelled',
    'Hand',
    'Opened',
    'Changed',
    'Out',
    'After',
  ])
    ids.set(name, await seedPatient(desk, name, 'Given'))
  const idOf = (name: string) => ids.get(name) ?? ''
  clock.advance(8 * day)
  seedVisit(desk, idOf('Today'), '2026-11-23T18:30:00.000Z')
  // half past eleven in the evening of that day is the next day in UTC
  seedVisit(desk, idOf('Late'), '2026-11-24T04:30:00.000Z', { status: 'finished' })
  seedVisit(desk, idOf('Tomorrow'), '2026-11-24', { reason: '' })
  seedVisit(desk, idOf('Cancelled'), '2026-11-23T18:30:00.000Z', { status: 'cancelled' })
  seedVisit(desk, idOf('After'), '2026-11-25T15:00:00.000Z')
  for (const name of ['Opened', 'Out', 'Today']) await desk.call(getPatient, { patientId: idOf(name) })
  const { patient, version } = await desk.call(getPatient, { patientId: idOf('Changed') })
  const { demographics } = registerPatient.example
  await desk.call(editPatient, {
    ...editPatient.example,
    patientId: patient.id,
    version,
    demographics: { ...demographics, family: 'Changed', given: 'Given', email: 'new@example.org' },
  })
  await desk.call(chooseForPack, { patientId: idOf('Hand'), choice: 'in' })
  await desk.call(chooseForPack, { patientId: idOf('Out'), choice: 'out' })

  const { manifest, pages, why } = await packOf(desk)
  expect(why).toEqual({
    Today: ['today', 'opened'],
    Late: ['today'],
    Tomorrow: ['tomorrow'],
    Hand: ['by-hand'],
    Opened: ['opened'],
    Changed: ['changed'],
  })
  const schedule = pages[1]?.text ?? ''
  expect(schedule).toMatch(
    /Today, Monday, 11\/23\/2026[\s\S]*1:30 PM\nToday[\s\S]*11:30 PM\nLate[\s\S]*\(seen\)/,
  )
  expect(schedule).toMatch(/Tomorrow, Tuesday, 11\/24\/2026[\s\S]*that day\nTomorrow/)
  expect(schedule).not.toMatch(/Cancelled|After/)
  expect(manifest.patients.map(({ name }) => name)).toEqual(
    manifest.patients.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b)),
  )

  // a choice taken back: in it no longer, and in it again
  await desk.call(chooseForPack, { patientId: idOf('Hand'), choice: 'none' })
  await desk.call(chooseForPack, { patientId: idOf('Out'), choice: 'none' })
  const again = await packOf(desk)
  expect([again.why['Hand'], again.why['Out']]).toEqual([undefined, ['opened']])
  expect(desk.faults).toEqual([])
})

test('those seen lately are in it up to the limit, the latest of them; those on the schedule beyond it', async () => {
  const desk = await newPractice({ clock: new TestClock() })
  const ids: string[] = []
  for (let n = 0; n < packPolicy.patients + 8; n += 1)
    ids.push(await seedPatient(desk, `Family${String(n).padStart(3, '0')}`, 'Given'))
  seedVisit(desk, ids[0] ?? '', '2026-11-23T18:30:00.000Z')
  const { manifest } = await packOf(desk)
  expect(manifest.patients).toHaveLength(packPolicy.patients)
  const names = manifest.patients.map(({ name }) => Number(/\d+/.exec(name)?.[0]))
  expect(names).toEqual([0, ...Array.from({ length: packPolicy.patients - 1 }, (_each, n) => n + 9)])
})

test('a view and a print are recorded with how many patients, and who; without both rights nothing is printed', async () => {
  const desk = await newPractice()
  const first = await seedPatient(desk, 'Adams', 'One')
  const second = await seedPatient(desk, 'Brown', 'Two')
  const { manifest } = await packOf(desk)
  const page = manifest.patients[1]?.pages ?? { from: 1, to: 1 }
  await desk.call(printPack, page)
  await desk.call(printPack, manifest.forms)
  const rows = auditRows(desk).filter(({ action }) => action.startsWith('pack.'))
  expect(rows.map(({ action, outcome, detail }) => [action, outcome, JSON.parse(detail)])).toEqual([
    [
      'pack.view',
      'done',
      { pack: manifest.madeAt, pages: `1-${manifest.pages}`, patients: 2, whose: `${first} ${second}` },
    ],
    [
      'pack.print',
      'done',
      { pack: manifest.madeAt, pages: `${page.from}-${page.to}`, patients: 1, whose: second },
    ],
    [
      'pack.print',
      'done',
      { pack: manifest.madeAt, pages: `${manifest.forms.from}-${manifest.forms.to}`, patients: 0, whose: '' },
    ],
  ])
  const beyond = await desk.reply(printPack, { from: 1, to: manifest.pages + 1 })
  expect(beyond).toMatchObject({ ok: false, error: { reason: 'pack.pages' } })
  const without = permissions.filter((permission) => permission !== 'chart.read')
  const door = doorOf(desk, { session: () => withRights(desk.session, without) })
  expect(await door(printPack.name, JSON.stringify(page))).toMatchObject({
    ok: false,
    error: { reason: 'permission.missing', params: { permission: 'chart.read' } },
  })
})

test('it is made when somebody asks for it, and they do not wait', async () => {
  const desk = await newPractice()
  await desk.call(makePack, {})
  expect(await desk.call(getPackState, {})).toMatchObject({ pack: null, making: true })
  const made = async () => (await desk.call(getPackState, {})).pack?.pages ?? 0
  await expect.poll(made, { timeout: 60_000 }).toBeGreaterThan(8)
})

test('it is made by itself: at the beginning, when something it shows has changed, and when somebody is opened', async () => {
  const clock = new TestClock()
  const desk = await newPractice({ clock, packTickMs: 10 })
  const state = () => desk.call(getPackState, {})
  const names = async () => (await state()).pack?.patients.map(({ name }) => name)
  // there was none
  await expect.poll(names, { timeout: 60_000 }).toEqual([])
  const made = clock.wall
  const patientId = await seedPatient(desk, 'Adams', 'One')
  expect(await state()).toMatchObject({ stale: true, making: false })
  // not sooner than a minute after the last; from then on with every look, until it is
  const namesLater = (ms: number) => () => {
    clock.advance(ms)
    return names()
  }
  await expect.poll(namesLater(5000), { timeout: 60_000 }).toEqual(['Adams, One'])
  expect(Date.parse((await state()).pack?.madeAt ?? '') - made).toBeGreaterThanOrEqual(packPolicy.leastMs)
  await expect.poll(async () => (await state()).stale).toBe(false)
  // a quarter of an hour later also without a change, and with it who is seen no more
  clock.advance(packPolicy.recentDays * day)
  await expect.poll(namesLater(packPolicy.oldestMs), { timeout: 60_000 }).toEqual([])
  // an opening changes no row
  await desk.call(getPatient, { patientId })
  await expect.poll(namesLater(5000), { timeout: 60_000 }).toEqual(['Adams, One'])
  expect(desk.faults).toEqual([])
})

test('a lock in the middle of making one leaves the one there was, and is no fault', async () => {
  const desk = await newPractice()
  for (let n = 0; n < 20; n += 1) await seedPatient(desk, `Family${n}`, 'Given')
  await desk.vault.pack.make()
  const file = join(desk.profile, 'store/downtime-pack')
  const before = readFileSync(file)
  for (const turns of [0, 3, 12]) {
    const making = desk.vault.pack.make().then(
      () => 'made',
      (error: { reason?: string }) => error.reason,
    )
    for (let n = 0; n < turns; n += 1) await new Promise((resolve) => setImmediate(resolve))
    desk.vault.turnAway()
    expect(['session.locked', 'pack.not-made']).toContain(await making)
    expect(readFileSync(file).equals(before)).toBe(true)
  }
  expect(desk.faults).toEqual([])
})
