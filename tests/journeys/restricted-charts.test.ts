/** Charts that are closed to most, at the door of a real store: who opens them, the emergency, and who looks into it. */
import { expect, test } from 'vitest'
import { permissionsOf, type Role } from '../../shared/access/roles.ts'
import { getConflict } from '../../shared/attention/get-conflict.ts'
import { resolveConflict } from '../../shared/attention/resolve-conflict.ts'
import { conflicts } from '../../shared/sync/conflict.ts'
import { getChart } from '../../shared/charting/get-chart.ts'
import { exportAudit } from '../../shared/cloud/export-audit.ts'
import type { Command, InputOf, OutputOf, Query } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { findDuplicates } from '../../shared/patients/find-duplicates.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { listPatients } from '../../shared/patients/list-patients.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { getCase } from '../../shared/privacy/get-case.ts'
import { getChartAccess } from '../../shared/privacy/get-chart-access.ts'
import { listCases } from '../../shared/privacy/list-cases.ts'
import { listRestricted } from '../../shared/privacy/list-restricted.ts'
import { closeCase, noteCase } from '../../shared/privacy/note-case.ts'
import { endEmergency, openInEmergency } from '../../shared/privacy/open-in-emergency.ts'
import { liftRestriction, restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { gatherPatient } from '../../src-main/downtime/gather-patient.ts'
import { users } from '../../shared/access/user.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { auditRows, doorOf, newPractice, withRights, type Practice } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { command } from '../kit/store.ts'
import { TestClock } from '../kit/clock.ts'

const words = 'Collapsed in the waiting room.'
const { demographics } = registerPatient.example

type Person = Readonly<{ id: string }> & {
  call<C extends Command | Query>(contract: C, input: InputOf<C>): Promise<OutputOf<C>>
}

/** A colleague at the same workstation, one after the other. */
function colleague(
  desk: Practice,
  n: number,
  roles: readonly Role[],
  more: readonly Permission[] = [],
): Person {
  const row = rowFor(users, n, {
    roles: [...roles],
    displayName: `Colleague ${n}`,
    active: true,
    endsOn: null,
  })
  command(desk.session.store, (tx) => tx.put(users, row as never))
  const id = (row as { id: string }).id
  const session = withRights(desk.session, [...permissionsOf(roles), ...more])
  const door = doorOf(desk, { session: () => ({ ...session, actor: { ...session.actor, id } }) })
  return {
    id,
    async call(contract, input) {
      const reply = await door(contract.name, JSON.stringify(input))
      if (!reply.ok) throw new AppError(reply.error.code, reply.error.reason, reply.error.params)
      return reply.value as never
    },
  }
}

async function practiceWithChart() {
  const clock = new TestClock()
  const desk = await newPractice({ clock })
  const registered = await desk.call(registerPatient, {
    ...registerPatient.example,
    demographics: {
      ...demographics,
      family: 'Okon',
      given: 'Raeann',
      phones: [{ use: 'home', number: '617-555-0142' }],
    },
  })
  const { patientId } = registered
  const [ana, ben, nurse, manager] = [
    colleague(desk, 11, ['physician']),
    colleague(desk, 12, ['physician']),
    colleague(desk, 13, ['nurse']),
    colleague(desk, 14, ['practice-manager']),
  ]
  const front = colleague(desk, 15, ['front-desk'])
  const restrict = (who: Person, people: readonly string[], version: number | null = null) =>
    who.call(restrictChart, {
      patientId,
      version,
      kinds: ['vip'],
      note: 'In the papers.',
      people: [...people],
    })
  return { clock, desk, patientId, ana, ben, nurse, manager, front, restrict }
}

test('a restricted chart opens to those named; others find the name, and nothing of how to reach them', async () => {
  const { desk, patientId, ana, ben, front, manager, restrict } = await practiceWithChart()
  await ben.call(getChart, { patientId })
  await restrict(ana, [ana.id])
  await ana.call(getChart, { patientId })
  for (const who of [ben, front])
    expect(await reasonOf(who.call(getPatient, { patientId }))).toBe('chart.restricted')
  expect(await reasonOf(ben.call(getChart, { patientId }))).toBe('chart.restricted')
  expect(auditRows(desk).at(-1)).toMatchObject({
    action: 'chart.view',
    outcome: 'refused',
    reason: 'chart.restricted',
    subject: patientId,
    actor: ben.id,
  })

  const find = (who: Person) => who.call(findPatients, { text: 'okon', limit: 10 })
  expect((await find(front)).lines).toMatchObject([
    { name: 'Okon, Raeann', phone: '', city: '', closed: true },
  ])
  expect((await find(ana)).lines).toMatchObject([{ phone: '617-555-0142', closed: false }])
  const everyone = { sort: 'name', descending: false, show: 'everyone', offset: 0, limit: 10 } as const
  expect((await front.call(listPatients, everyone)).lines).toMatchObject([{ phone: '', closed: true }])
  const alike = { family: 'Okon', given: 'Raeann', birthDate: null, phones: [], except: null }
  expect((await front.call(findDuplicates, alike)).candidates).toMatchObject([{ phone: '', closed: true }])

  // on paper, that lies about, for nobody
  const paper = gatherPatient(desk.session.store.read, patientId, ['opened'], '2026-03-02T09:00:00.000Z')
  expect(paper).toMatchObject({ closed: true, phones: [], problems: [], medications: [], coverages: [] })

  const seen = (who: Person) => who.call(getChartAccess, { patientId })
  expect(await seen(ben)).toMatchObject({ access: 'closed', restriction: null, mayRestrict: false })
  expect(await seen(ana)).toMatchObject({
    access: 'named',
    restriction: { kinds: ['vip'], note: 'In the papers.', people: [{ userId: ana.id }] },
  })
  expect((await manager.call(listRestricted, {})).charts).toMatchObject([
    { patientName: 'Okon, Raeann', people: ['Colleague 11'] },
  ])
})

test('nobody lets themselves in: not by changing the restriction, not by lifting it', async () => {
  const { ana, ben, manager, patientId, restrict } = await practiceWithChart()
  await restrict(ana, [ana.id])
  expect(await reasonOf(restrict(ben, [ben.id], 1))).toBe('restriction.not-yours')
  expect(await reasonOf(ben.call(liftRestriction, { patientId, version: 1 }))).toBe('restriction.not-yours')
  expect(await reasonOf(restrict(ana, [ana.id]))).toBe('row.changed')
  // whoever reads no chart decides for others
  await restrict(manager, [ana.id, ben.id], 1)
  await ben.call(getChart, { patientId })
  await ben.call(liftRestriction, { patientId, version: 2 })
  expect((await ben.call(getChartAccess, { patientId })).access).toBe('open')
  expect(await reasonOf(ben.call(liftRestriction, { patientId, version: 3 }))).toBe('restriction.none')
  // and once more
  await restrict(ana, [ana.id])
  expect(await reasonOf(ben.call(getChart, { patientId }))).toBe('chart.restricted')
})

test('in an emergency it opens to whoever may, for an hour, by the steady clock', async () => {
  const { clock, desk, patientId, ana, nurse, front, manager, restrict } = await practiceWithChart()
  const emergency = { patientId, reason: 'life-threatening', words } as const
  expect(await reasonOf(nurse.call(openInEmergency, emergency))).toBe('emergency.not-closed')
  await restrict(ana, [ana.id])
  for (const who of [front, manager])
    expect(await reasonOf(who.call(openInEmergency, emergency))).toBe('permission.missing')
  expect(await reasonOf(nurse.call(openInEmergency, { ...emergency, words: 'Help' }))).toBe('input.invalid')

  const { accessId } = await nurse.call(openInEmergency, emergency)
  await nurse.call(getChart, { patientId })
  expect(await nurse.call(getChartAccess, { patientId })).toMatchObject({
    access: 'emergency',
    leftMs: 3_600_000,
  })
  // for nobody else, and no list says more
  expect(await reasonOf(front.call(getPatient, { patientId }))).toBe('chart.restricted')
  expect((await nurse.call(findPatients, { text: 'okon', limit: 5 })).lines).toMatchObject([{ closed: true }])
  expect(auditRows(desk).find(({ action }) => action === 'chart.open-in-emergency')).toBeDefined()
  const written = JSON.stringify(auditRows(desk))
  expect([written.includes(accessId), written.includes('Collapsed')]).toEqual([true, false])

  // a clock that is set back gives no minute more
  clock.advance(59 * 60_000)
  clock.wall -= 86_400_000
  await nurse.call(getChart, { patientId })
  clock.advance(61_000)
  expect(await reasonOf(nurse.call(getChart, { patientId }))).toBe('chart.restricted')
  expect(await reasonOf(nurse.call(endEmergency, { patientId }))).toBe('emergency.over')
})

test('it is given back before its time, and is for nothing but that chart', async () => {
  const { desk, patientId, ana, restrict } = await practiceWithChart()
  const owner = colleague(desk, 21, ['physician', 'administrator', 'auditor'])
  await restrict(ana, [ana.id])
  await owner.call(openInEmergency, { patientId, reason: 'covering', words })
  const period = exportAudit.example
  expect(await reasonOf(owner.call(exportAudit, period))).toBe('emergency.first-end')
  await owner.call(endEmergency, { patientId })
  expect(await reasonOf(owner.call(getChart, { patientId }))).toBe('chart.restricted')
  expect(await reasonOf(owner.call(exportAudit, period))).not.toBe('emergency.first-end')
})

test('each has a case with a day by which somebody has looked; the person concerned does not close it', async () => {
  const { desk, patientId, ana, nurse, restrict } = await practiceWithChart()
  await restrict(ana, [ana.id])
  await nurse.call(openInEmergency, { patientId, reason: 'nobody-named-here', words })
  const officer = colleague(desk, 31, ['auditor'])
  const { cases, open } = await officer.call(listCases, { show: 'open' })
  expect([open, cases]).toMatchObject([
    1,
    [{ kind: 'emergency', about: { userId: nurse.id }, patientName: 'Okon, Raeann', isAboutYou: false }],
  ])
  const caseId = cases[0]?.caseId ?? ''
  expect(await officer.call(getCase, { caseId })).toMatchObject({
    emergency: { reason: 'nobody-named-here', words },
    notes: [],
  })
  // the one concerned, were they an auditor as well
  const concerned = withRights(desk.session, [...permissionsOf(['nurse', 'auditor'])])
  const door = doorOf(desk, {
    session: () => ({ ...concerned, actor: { ...concerned.actor, id: nurse.id } }),
  })
  const proper = { caseId, finding: 'proper', text: 'It was.', factors: null } as const
  for (const [contract, input] of [
    [closeCase, proper],
    [noteCase, { caseId, text: 'It was right.' }],
  ] as const)
    expect(await door(contract.name, JSON.stringify(input))).toMatchObject({
      error: { reason: 'case.about-you' },
    })

  await officer.call(noteCase, { caseId, text: 'Asked.' })
  const improper = { ...proper, finding: 'improper' as const, text: 'Looked further than needed.' }
  expect(await reasonOf(officer.call(closeCase, improper))).toBe('case.factors-first')
  const factors = { nature: 'Two results', who: 'One nurse', viewed: 'Seen', mitigated: 'Spoken with' }
  await officer.call(closeCase, { ...improper, factors })
  expect(await reasonOf(officer.call(closeCase, proper))).toBe('case.closed')
  expect((await officer.call(listCases, { show: 'open' })).open).toBe(0)
  expect((await officer.call(listCases, { show: 'closed' })).cases).toMatchObject([{ finding: 'improper' }])
  expect((await officer.call(getCase, { caseId })).notes).toMatchObject([
    { finding: null, text: 'Asked.' },
    { finding: 'improper', factors },
  ])
})

test('a conflict of a closed chart is neither shown nor decided, and nothing of a refused choice is kept', async () => {
  const { desk, patientId, ana, ben, restrict } = await practiceWithChart()
  const conflict = rowFor(conflicts, 2, {
    patientId,
    state: 'open',
    entityType: 'patient',
    entityId: patientId,
  })
  command(desk.session.store, (tx) => tx.put(conflicts, conflict as never))
  await restrict(ana, [ana.id])
  const { id: conflictId } = conflict
  expect(await reasonOf(ben.call(getConflict, { conflictId }))).toBe('chart.restricted')
  const { version, conflict: shown } = await ana.call(getConflict, { conflictId })
  const choice = Object.fromEntries(shown.fields.map(({ field }) => [field, 'held' as const]))
  const input = { conflictId, version, choice }
  expect(await reasonOf(ben.call(resolveConflict, input))).toBe('chart.restricted')
  expect((await ana.call(getConflict, { conflictId })).conflict.state).toBe('open')
  await ana.call(resolveConflict, input)
  expect((await ana.call(getConflict, { conflictId })).conflict.state).toBe('resolved')
})
