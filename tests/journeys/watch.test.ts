/** Unusual reading is noticed as it happens, by the door of a real store: each scenario once, and what is ordinary not at all. */
import { expect, onTestFinished, test } from 'vitest'
import { getMe } from '../../shared/access/get-me.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { listCases, type CaseLine } from '../../shared/privacy/list-cases.ts'
import { chartRestrictions } from '../../shared/privacy/chart-restriction.ts'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { leastCharts } from '../../shared/privacy/usual-reading.ts'
import { mostChartsAnHour, newDays, night, refusals } from '../../shared/privacy/watch-limits.ts'
import { users } from '../../shared/access/user.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { Watch } from '../../src-main/privacy/watch.ts'
import { openWorkstation, type Workstation } from '../../tools/kit/workstation.ts'
import { TestClock } from '../kit/clock.ts'
import { auditRows, doorOf, newPractice, withRights, type Practice } from '../kit/practice.ts'
import { credentials } from '../kit/closed-practice.ts'
import { rowFor } from '../kit/rows.ts'
import { command } from '../kit/store.ts'

const { demographics } = registerPatient.example
const home = {
  line1: '12 Harbor Street',
  line2: '',
  city: 'Boston',
  state: 'MA',
  zip: '02118',
  country: 'US',
}
const elsewhere = { ...home, line1: '7 Summer Street', zip: '02139' }

const patient = async (desk: Practice, family: string, given: string, address = elsewhere) =>
  (
    await desk.call(registerPatient, {
      ...registerPatient.example,
      demographics: { ...demographics, family, given, phones: [], birthDate: null, address },
    })
  ).patientId
const open = (desk: Practice, patientId: string) => desk.call(getPatient, { patientId })
const casesOf = async (desk: Practice): Promise<Partial<CaseLine>[]> =>
  (await desk.call(listCases, { show: 'open' })).cases.map(({ kind, patientName, count }) => ({
    kind,
    patientName,
    count,
  }))

function auditFile({ vault }: Workstation) {
  if (!vault.audit) throw new Error('no log')
  return vault.audit
}

/** Noon in New York: nobody is told for working by day. */
const noon = () => new TestClock(Date.parse('2026-11-23T17:00:00.000Z'))

test('one’s own chart, of who lives there, of a colleague, of the same rare name; and of nobody else', async () => {
  // Ana Rivera, MD is in
  const desk = await newPractice({ clock: noon() })
  command(desk.session.store, (tx) =>
    tx.put(users, {
      ...(rowFor(users, 7) as RowOf<typeof users>),
      displayName: 'Bo Lindqvist, RN',
      active: true,
    }),
  )
  const own = await patient(desk, 'Rivera', 'Ana', home)
  const wife = await patient(desk, 'Okon', 'Raeann', { ...home, line1: '12 harbor street ' })
  const cousin = await patient(desk, 'Rivera', 'Luis')
  const colleague = await patient(desk, 'Lindqvist', 'Bo')
  const stranger = await patient(desk, 'Smith', 'Ana')
  await open(desk, stranger)
  expect(await casesOf(desk)).toEqual([])
  for (const each of [own, wife, cousin, colleague]) await open(desk, each)
  const expected = [
    { kind: 'same-address', patientName: 'Okon, Raeann', count: null },
    { kind: 'colleague', patientName: 'Lindqvist, Bo', count: null },
    { kind: 'own-chart', patientName: 'Rivera, Ana', count: null },
    { kind: 'same-name', patientName: 'Rivera, Luis', count: null },
  ]
  const told = await casesOf(desk)
  expect(told).toEqual(expect.arrayContaining(expected))
  // once
  for (const each of [own, wife, cousin, colleague]) await open(desk, each)
  expect(await casesOf(desk)).toHaveLength(4)
  expect(auditRows(desk).filter(({ action }) => action === 'case.raise')).toHaveLength(4)
  // each has the op that carries it to the others
  expect(auditRows(desk).filter(({ action, op }) => action === 'case.raise' && op === null)).toEqual([])
  expect(desk.faults).toEqual([])
})

test('a name that many bear says nothing', async () => {
  const desk = await newPractice({ clock: noon() })
  for (let n = 0; n < 14; n += 1) await patient(desk, 'Rivera', `Person${String.fromCodePoint(97 + n)}`)
  const one = await patient(desk, 'Rivera', 'Luis')
  await open(desk, one)
  expect(await casesOf(desk)).toEqual([])
})

test('more charts in an hour than work asks for, also when it was locked between; by day many, by night fewer', async () => {
  const clock = noon()
  const desk = await newPractice({ clock })
  const most = mostChartsAnHour(desk.session.actor.roles)
  const ids: string[] = []
  for (let n = 0; n <= most; n += 1)
    ids.push(await patient(desk, `Family${String.fromCodePoint(97 + (n % 26))}${n}`, 'Given'))
  for (const id of ids.slice(0, most)) {
    await open(desk, id)
    clock.advance(30_000)
  }
  expect(await casesOf(desk)).toEqual([])
  // another session, as after a lock
  const watch = new Watch({ clock, audit: () => desk.vault.audit })
  const again = { ...withRights(desk.session, permissions), id: crypto.randomUUID() }
  const door = doorOf(desk, { session: () => again, watch: (call) => watch.after(call) })
  await door(getPatient.name, JSON.stringify({ patientId: ids[most] }))
  expect(await casesOf(desk)).toEqual([{ kind: 'many-charts', patientName: '', count: most + 1 }])
  // an hour on they count no more
  clock.advance(13 * 3_600_000)
  await open(desk, ids[0] ?? '')
  expect(await casesOf(desk)).toHaveLength(1)
  // after ten at night
  clock.advance(21 * 3_600_000)
  for (const id of ids.slice(0, night.charts)) await open(desk, id)
  expect(await casesOf(desk)).toHaveLength(1)
  await open(desk, ids[night.charts] ?? '')
  const kinds = (await casesOf(desk)).map(({ kind }) => kind)
  expect(new Set(kinds)).toEqual(new Set(['after-hours', 'many-charts']))
  expect(kinds).toHaveLength(2)
})

test('somebody known to the public, opened by a right to open every chart and not by name', async () => {
  const desk = await newPractice({ clock: noon() })
  const known = await patient(desk, 'Delacroix', 'Jeanne')
  const restriction = { patientId: known, version: null, kinds: ['vip' as const], note: '' }
  await desk.call(restrictChart, { ...restriction, people: [desk.session.actor.id] })
  // who is named has a reason
  await open(desk, known)
  expect(await casesOf(desk)).toEqual([])
  const other = await patient(desk, 'Moreau', 'Camille')
  command(desk.session.store, (tx) =>
    tx.put(chartRestrictions, {
      id: other,
      kinds: ['vip'],
      note: '',
      people: [crypto.randomUUID()],
      active: true,
      by: desk.session.actor.id,
      at: new Date(0).toISOString(),
    }),
  )
  const all = withRights(desk.session, permissions)
  const watch = new Watch({ clock: desk.parts.clock, audit: () => desk.vault.audit })
  const door = doorOf(desk, { session: () => all, watch: (call) => watch.after(call) })
  await door(getMe.name, '{}')
  expect(await door(getPatient.name, JSON.stringify({ patientId: other }))).toMatchObject({ ok: true })
  expect(await casesOf(desk)).toEqual([
    { kind: 'known-to-public', patientName: 'Moreau, Camille', count: null },
  ])
  expect(desk.faults).toEqual([])
})

test('far more than is usual for them: told with what is usual, once a day; not in their first weeks', async () => {
  const clock = noon()
  const desk = await newPractice({ clock })
  const ids: string[] = []
  for (let n = 0; n < leastCharts + 12; n += 1) ids.push(await patient(desk, `Other${n}`, 'Given'))
  const day = async (charts: number) => {
    for (const id of ids.slice(0, charts)) {
      await open(desk, id)
      // by day, and never many in an hour
      clock.advance(5 * 60_000)
    }
    clock.advance(24 * 3_600_000 - charts * 5 * 60_000)
  }
  await day(leastCharts + 5)
  expect(await casesOf(desk)).toEqual([])
  for (let n = 0; n < 15; n += 1) await day(11 + (n % 3))
  expect(await casesOf(desk)).toEqual([])
  await day(leastCharts)
  expect(await casesOf(desk)).toEqual([])
  await day(leastCharts + 12)
  const { cases } = await desk.call(listCases, { show: 'open' })
  expect(cases).toMatchObject([
    { kind: 'more-than-usual', usual: 12, count: leastCharts + 1, patientName: '' },
  ])
  expect(cases).toHaveLength(1)
  expect(desk.faults).toEqual([])
}, 60_000)

test('the first time at a workstation that is not new, by somebody who is not: told to them, and to whoever looks', async () => {
  const clock = noon()
  const desk = await newPractice({ clock })
  // the practice itself began here
  expect((await desk.call(getMe, {})).firstHere).toBe(false)
  const back = async (days: number, isKnown = true) => {
    clock.advance(days * 86_400_000)
    // as for somebody who has only been elsewhere
    if (!isKnown) auditFile(at).db.exec('DELETE FROM known_here')
    at.close()
    at = await openWorkstation({ profile: desk.profile, keys: desk.keys, clock })
    await at.call(signIn, credentials)
    const { firstHere } = await at.call(getMe, {})
    const { cases } = await at.call(listCases, { show: 'open' })
    return [firstHere, cases.map(({ kind, patientName, count }) => ({ kind, patientName, count }))]
  }
  let at: Workstation = desk
  onTestFinished(() => at.close())
  expect(await back(newDays - 1, false)).toEqual([false, []])
  expect(await back(2)).toEqual([false, []])
  const told = [{ kind: 'new-workstation', patientName: '', count: null }]
  expect(await back(0, false)).toEqual([true, told])
  expect(await back(0)).toEqual([false, told])
  expect(at.faults).toEqual([])
})

test('doors tried again and again, within some minutes', async () => {
  const clock = noon()
  const desk = await newPractice({ clock })
  const nothing = withRights(desk.session, [])
  const watch = new Watch({ clock, audit: () => desk.vault.audit })
  const door = doorOf(desk, { session: () => nothing, watch: (call) => watch.after(call) })
  const attempt = () => door(getPatient.name, JSON.stringify(getPatient.example))
  for (let n = 1; n < refusals.most; n += 1) await attempt()
  clock.advance(refusals.minutes * 60_000 + 1)
  await attempt()
  expect(await casesOf(desk)).toEqual([])
  for (let n = 1; n < refusals.most; n += 1) await attempt()
  expect(await casesOf(desk)).toEqual([{ kind: 'refused-often', patientName: '', count: refusals.most }])
})
