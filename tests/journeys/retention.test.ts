/** For how long what is kept, what is held, and that two people let go, at the door of a real store. */
import { expect, test } from 'vitest'
import { usualRetention } from '../../shared/access/retention-classes.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { confirmPurge, dismissPurge, listPurges, proposePurge } from '../../shared/retention/decide-purge.ts'
import { liftHold, listHolds, placeHold } from '../../shared/retention/hold.ts'
import { purgeLists, purgesDone } from '../../shared/retention/purge.ts'
import { getRetention, setRetention } from '../../shared/retention/set-retention.ts'
import { getPosture } from '../../shared/security/get-posture.ts'
import { colleagueAt } from '../kit/colleague.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { TestClock } from '../kit/clock.ts'
import { auditRows, newPractice } from '../kit/practice.ts'
import { command } from '../kit/store.ts'

const id = (n: number) => `0190f3c4-6c1e-7e0a-9a53-${n.toString(16).padStart(12, '0')}`
const at = '2026-11-23T15:05:00.000Z'
const digest = 'ab'.repeat(32)

async function aPractice() {
  const desk = await newPractice({ clock: new TestClock() })
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  const [manager, admin, physician] = [
    colleagueAt(desk, 31, ['practice-manager'], 'Chidi Abara'),
    colleagueAt(desk, 32, ['administrator'], 'Dana Ives'),
    colleagueAt(desk, 33, ['physician'], 'Ana Ray, MD'),
  ]
  const list = (n: number, count = 40) => {
    const row = {
      id: id(n),
      years: 6,
      before: '2020-11-23T00:00:00.000Z',
      size: 600,
      count,
      digest,
      ages: [{ year: 2019, about: 'patients' as const, count }],
      held: [{ why: 'chart-held' as const, holdId: id(99), count: 3 }],
      at,
    }
    command(desk.session.store, (tx) => tx.put(purgeLists, row))
    return row.id
  }
  return { desk, patientId, manager, admin, physician, list }
}

test('a practice keeps longer than is usual and never shorter than the floor; Security shows it', async () => {
  const { desk, manager, physician } = await aPractice()
  const { retention, version } = await manager.call(getRetention, {})
  expect(retention).toEqual(usualRetention)
  const longer = { ...retention, audit: 10, adultChart: 15 }
  expect(await reasonOf(physician.call(setRetention, { retention: longer, version }))).toBe(
    'permission.missing',
  )
  for (const [name, years] of [
    ['audit', 5],
    ['access', 5],
    ['privacy', 0],
    ['adultChart', 6],
  ] as const)
    expect([
      name,
      await reasonOf(manager.call(setRetention, { retention: { ...retention, [name]: years }, version })),
    ]).toEqual([name, 'input.invalid'])
  await manager.call(setRetention, { retention: longer, version })
  expect((await manager.call(getRetention, {})).retention).toEqual(longer)
  expect(await reasonOf(manager.call(setRetention, { retention, version }))).toBe('row.changed')
  const { policies } = await desk.call(getPosture, {})
  expect(
    policies.filter(({ key }) => key.startsWith('keep-')).map(({ key, value, usual }) => [key, value, usual]),
  ).toEqual([
    ['keep-adult-chart', '15', '10'],
    ['keep-minor-chart', '10', '10'],
    ['keep-audit', '10', '6'],
    ['keep-access', '6', '6'],
    ['keep-privacy', '6', '6'],
    ['keep-downtime', '6', '6'],
  ])
})

test('a chart and the practice are held and lifted, each with a reason, by whoever may; nothing of it goes', async () => {
  const { desk, patientId, manager, physician } = await aPractice()
  const reason = 'Letter of Harbor Law of 2 March.'
  expect(await reasonOf(physician.call(placeHold, { patientId, reason }))).toBe('permission.missing')
  const { legalHoldId } = await manager.call(placeHold, { patientId, reason })
  await manager.call(placeHold, { patientId: null, reason: 'An inquiry.' })
  expect(await reasonOf(manager.call(placeHold, { patientId, reason }))).toBe('hold.there')
  expect(await reasonOf(manager.call(placeHold, { patientId: id(5), reason }))).toBe('patient.not-found')
  await manager.call(liftHold, { legalHoldId, reason: 'Settled.' })
  expect(await reasonOf(manager.call(liftHold, { legalHoldId, reason: 'Again.' }))).toBe('hold.lifted')
  const { holds } = await manager.call(listHolds, {})
  expect(holds).toMatchObject([
    { patientId: null, reason: 'An inquiry.', by: 'Chidi Abara', lifted: null },
    { patientId, reason, lifted: { reason: 'Settled.', by: 'Chidi Abara' } },
  ])
  // also of a chart that is closed to whoever holds it: it says nothing of what is in it
  await manager.call(restrictChart, { patientId, version: null, kinds: ['vip'], note: '', people: [] })
  await manager.call(placeHold, { patientId, reason })
  const entries = auditRows(desk).filter(({ action }) => action.startsWith('hold.'))
  expect(entries.filter(({ outcome }) => outcome === 'done').map(({ action }) => action)).toEqual(
    expect.arrayContaining(['hold.place', 'hold.lift']),
  )
  expect(JSON.stringify(entries)).not.toMatch(/Harbor Law|inquiry|Settled/)
})

test('what the cloud lists is proposed by one and confirmed by another; alone nobody does it', async () => {
  const { desk, manager, admin, physician, list } = await aPractice()
  const purgeListId = list(11)
  const said = { purgeListId, reason: 'Older than the policy.' }
  expect(await reasonOf(physician.call(listPurges, {}))).toBe('permission.missing')
  expect(await reasonOf(manager.call(confirmPurge, said))).toBe('purge.not-proposed')
  await manager.call(proposePurge, said)
  expect(await reasonOf(admin.call(proposePurge, said))).toBe('purge.proposed-already')
  expect(await reasonOf(manager.call(confirmPurge, said))).toBe('purge.same-person')
  expect((await manager.call(listPurges, {})).purges).toMatchObject([{ state: 'proposed', isYours: true }])
  await admin.call(confirmPurge, said)
  expect(await reasonOf(admin.call(dismissPurge, said))).toBe('purge.over')
  expect((await admin.call(listPurges, {})).purges).toMatchObject([
    {
      state: 'confirmed',
      count: 40,
      proposed: { by: 'Chidi Abara' },
      confirmed: { by: 'Dana Ives' },
      isYours: false,
      held: [{ why: 'chart-held', count: 3 }],
    },
  ])
  command(desk.session.store, (tx) =>
    tx.put(purgesDone, { id: id(12), listId: purgeListId, count: 40, digest, at }),
  )
  expect((await admin.call(listPurges, {})).purges).toMatchObject([{ state: 'done', doneAt: at }])

  const stale = list(15)
  await manager.call(proposePurge, { ...said, purgeListId: stale })
  await admin.call(confirmPurge, { ...said, purgeListId: stale })
  command(desk.session.store, (tx) => tx.put(purgesDone, { id: id(16), listId: stale, count: 0, digest, at }))
  expect((await admin.call(listPurges, {})).purges[0]).toMatchObject({ purgeListId: stale, state: 'stale' })

  // the chain says what was to go, and by whom
  const entry = auditRows(desk).findLast(({ action }) => action === 'purge.confirm')
  expect(entry).toMatchObject({ actor: admin.id })
  expect(JSON.stringify(auditRows(desk))).toContain(digest)

  const other = list(13)
  await admin.call(dismissPurge, { purgeListId: other, reason: 'An inquiry is coming.' })
  expect(await reasonOf(manager.call(proposePurge, { purgeListId: other, reason: 'Old.' }))).toBe(
    'purge.over',
  )
  const empty = list(14, 0)
  expect(await reasonOf(manager.call(proposePurge, { purgeListId: empty, reason: 'Old.' }))).toBe(
    'purge.nothing',
  )
})
