/** Locations and departments, at the door of a real store: whom somebody reaches, and the way in an emergency. */
import { expect, test } from 'vitest'
import { findPractitioners } from '../../shared/access/set-scope.ts'
import { practitioners } from '../../shared/access/practitioner.ts'
import { documents } from '../../shared/charting/document.ts'
import { encounters } from '../../shared/charting/encounter.ts'
import { getChart } from '../../shared/charting/get-chart.ts'
import { records } from '../../shared/catalog.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import type { Appointment } from '../../shared/schedule/appointment.ts'
import { findDuplicates } from '../../shared/patients/find-duplicates.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { listPatients } from '../../shared/patients/list-patients.ts'
import { getPlaces, setPlaces } from '../../shared/patients/places.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { getChartAccess } from '../../shared/privacy/get-chart-access.ts'
import { listCases } from '../../shared/privacy/list-cases.ts'
import { endEmergency, openInEmergency } from '../../shared/privacy/open-in-emergency.ts'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { everyContract, seedExamples } from '../kit/examples.ts'
import { auditRows } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { command, newTestId } from '../kit/store.ts'
import { colleague, practiceOfTwo } from '../kit/scoped.ts'

const { demographics } = registerPatient.example

test('a chart of another location is closed, recorded under its patient; one of no known location is within everybody’s reach', async () => {
  const { desk, north, patient, reach, opened } = await practiceOfTwo()
  const ben = colleague(desk, 12, ['physician'])
  expect(await opened(ben)).toEqual(['north', 'harbor', 'heart', 'none'])
  await reach(ben, [north])
  expect(await opened(ben)).toEqual(['north', 'none'])
  expect(auditRows(desk).filter(({ reason }) => reason === 'chart.out-of-scope')).toMatchObject([
    { action: 'chart.view', outcome: 'refused', subject: patient.harbor, actor: ben.id },
    { action: 'chart.view', outcome: 'refused', subject: patient.heart, actor: ben.id },
  ])
  expect(await ben.call(getChartAccess, { patientId: patient.harbor })).toMatchObject({
    access: 'closed',
    restricted: false,
    outOfScope: 'out',
    places: [],
    mayPlace: false,
  })
  await reach(ben, [])
  expect(await opened(ben)).toEqual(['north', 'harbor', 'heart', 'none'])
})

test('a visit of a kind that is not shown to somebody counts all the same: the door and what the page is told agree', async () => {
  const { desk, north, patient, reach, visit } = await practiceOfTwo()
  const maya = colleague(desk, 13, ['medical-assistant'])
  await reach(maya, [north])
  const patientId = patient.harbor
  expect((await maya.call(getChartAccess, { patientId })).access).toBe('closed')
  visit(patientId, north, { sensitivity: ['hiv'] })
  expect(await reasonOf(maya.call(getChart, { patientId }))).toBe('ok')
  expect(await maya.call(getChartAccess, { patientId })).toMatchObject({ access: 'open', outOfScope: null })
})

test('guessed ids of another location are refused and recorded at every contract that is about a chart', async () => {
  const { desk, north, harbor, reach } = await practiceOfTwo()
  seedExamples(desk.session)
  const { patientId } = getChart.example
  command(desk.session.store, (tx) => {
    for (const { id } of tx.rows<{ id: string }>('SELECT id FROM encounters WHERE patientId = ?', patientId))
      tx.amend(encounters, id, { locationId: harbor, practitionerId: null, status: 'finished' })
  })
  const who = colleague(desk, 16, [], { rights: permissions })
  await reach(who, [north])
  const asked: string[] = []
  const wrong: unknown[] = []
  for (const contract of everyContract) {
    const about =
      'none' in contract.audit ? null : contract.audit.subject(contract.input.parse(contract.example), null)
    if (about !== patientId || contract.closedCharts === 'too') continue
    asked.push(contract.name)
    const reply = await who.ask(contract, contract.example)
    const reason = reply.ok ? 'ok' : reply.error.reason
    // somebody who is refused again and again is noticed, which is an entry too
    const last = auditRows(desk).findLast(({ action }) => action !== 'case.raise')
    const recorded =
      last?.subject === patientId && last.outcome === 'refused' && last.reason === 'chart.out-of-scope'
    if (reason !== 'chart.out-of-scope' || !recorded) wrong.push([contract.name, reason, recorded])
  }
  console.log(`scope: ${asked.length} contracts about a chart, ${wrong.length} wrong`)
  expect(wrong).toEqual([])
  expect(asked.length).toBeGreaterThan(25)
})

test('a location covers its departments; a department reaches those of its location of whom none is known', async () => {
  const { desk, harbor, heart, mind, patient, reach, visit, opened } = await practiceOfTwo()
  const ben = colleague(desk, 12, ['physician'])
  await reach(ben, [harbor])
  expect(await opened(ben)).toEqual(['harbor', 'heart', 'none'])
  await reach(ben, [mind])
  expect(await opened(ben)).toEqual(['harbor', 'none'])
  // seen in the other department: known to be of that one
  visit(patient.harbor, heart)
  expect(await opened(ben)).toEqual(['none'])
  // a visit that was entered in error was none
  visit(patient.heart, mind, { status: 'entered-in-error' })
  expect(await opened(ben)).toEqual(['none'])
  visit(patient.heart, mind)
  expect(await opened(ben)).toEqual(['heart', 'none'])
})

test('visits say where somebody is seen; places that are not the practice’s own say nothing', async () => {
  const { desk, north, harbor, patient, reach, visit, opened } = await practiceOfTwo()
  const ben = colleague(desk, 12, ['physician'])
  await reach(ben, [north])
  visit(patient.none, crypto.randomUUID())
  expect(await opened(ben)).toEqual(['north', 'none'])
  visit(patient.none, harbor)
  expect(await opened(ben)).toEqual(['north'])
  visit(patient.none, north)
  expect(await opened(ben)).toEqual(['north', 'none'])
  expect((await desk.call(getPlaces, { patientId: patient.none })).places).toMatchObject([
    { name: 'Harbor', said: false, visits: true },
    { name: 'Northside', said: false, visits: true },
  ])
})

test('an appointment says where somebody is expected, until it is called off; whoever came all the same was there', async () => {
  const { desk, north, patient, reach, opened } = await practiceOfTwo()
  const ben = colleague(desk, 12, ['physician'])
  await reach(ben, [north])
  const before = await opened(ben)
  expect(before).not.toContain('harbor')
  const { appointments } = records
  const made = rowFor(appointments, 1, { patientId: patient.harbor, steps: [] }) as Appointment
  const plan = { ...made.plan, locationId: north, cancelled: false }
  const { store } = desk.session
  command(store, (tx) => tx.put(appointments, { ...made, plan }))
  expect(await opened(ben)).toContain('harbor')
  command(store, (tx) => tx.amend(appointments, made.id, { plan: { ...plan, cancelled: true } }))
  expect(await opened(ben)).toEqual(before)
  const came = {
    id: newTestId(),
    kind: 'arrived',
    at: new Date().toISOString(),
    by: null,
    roomId: null,
    reason: '',
    note: '',
  } as const
  command(store, (tx) => tx.amend(appointments, made.id, { steps: [came] }))
  expect(await opened(ben)).toContain('harbor')
})

test('whoever is named for a patient, has seen them or has written in the chart reaches them anywhere', async () => {
  const { desk, north, patient, reach, visit, opened } = await practiceOfTwo()
  const [ben, nurse, third] = [
    colleague(desk, 12, ['physician']),
    colleague(desk, 13, ['nurse']),
    colleague(desk, 14, ['nurse']),
  ]
  const practitionerId = crypto.randomUUID()
  command(desk.session.store, (tx) => {
    tx.put(practitioners, {
      id: practitionerId,
      name: 'Rivera, Ben',
      npi: null,
      phone: null,
      active: true,
    })
    tx.put(
      documents,
      rowFor(documents, 1, {
        patientId: patient.heart,
        addedBy: nurse.id,
        addedAt: '2026-03-02T09:00:00.000Z',
        attachments: [],
      }) as never,
    )
  })
  expect((await desk.call(findPractitioners, { text: 'river' })).practitioners).toEqual([
    { practitionerId, name: 'Rivera, Ben' },
  ])
  await reach(ben, [north], practitionerId)
  for (const who of [nurse, third]) await reach(who, [north])
  visit(patient.harbor, null, { practitionerId })
  expect(await opened(ben)).toEqual(['north', 'harbor', 'none'])
  expect(await opened(nurse)).toEqual(['north', 'heart', 'none'])
  expect(await opened(third)).toEqual(['north', 'none'])
  const { version, places } = await desk.call(getPlaces, { patientId: patient.harbor })
  await desk.call(setPlaces, {
    patientId: patient.harbor,
    version,
    places: places.filter(({ said }) => said).map(({ locationId }) => locationId),
    people: [third.id],
  })
  expect(await opened(third)).toEqual(['north', 'harbor', 'none'])
})

test('where a patient belongs is said by whoever reaches them, and nobody brings others into their own reach', async () => {
  const { desk, north, harbor, patient, reach, opened } = await practiceOfTwo()
  const [here, there] = [colleague(desk, 15, ['front-desk']), colleague(desk, 17, ['physician'])]
  await reach(here, [harbor])
  await reach(there, [north])
  const moved = { patientId: patient.harbor, version: 1, places: [north], people: [there.id] }
  expect(await reasonOf(there.call(setPlaces, moved))).toBe('chart.out-of-scope')
  expect(await reasonOf(here.call(setPlaces, { ...moved, version: null }))).toBe('row.changed')
  expect(await reasonOf(here.call(setPlaces, { ...moved, places: [crypto.randomUUID()] }))).toBe(
    'location.missing',
  )
  expect(await reasonOf(here.call(setPlaces, { ...moved, people: [crypto.randomUUID()] }))).toBe(
    'person.not-found',
  )
  await here.call(setPlaces, { ...moved, places: [harbor, north], people: [] })
  expect(await opened(there)).toEqual(['north', 'harbor', 'none'])
  // what they gave away they do not take back
  await here.call(setPlaces, { ...moved, version: 2, people: [] })
  expect(await reasonOf(here.call(getPatient, { patientId: patient.harbor }))).toBe('chart.out-of-scope')
})

test('lists and search show name, birth date and record number, so that nobody is registered twice', async () => {
  const { desk, north, patient, reach } = await practiceOfTwo()
  const front = colleague(desk, 15, ['front-desk'])
  await reach(front, [north])
  const bare = { phone: '', city: '', closed: true, outOfScope: true }
  expect((await front.call(findPatients, { text: 'harborne', limit: 5 })).lines).toMatchObject([
    { name: 'Harborne, Raeann', birthDate: '1980-02-29', ...bare },
  ])
  expect((await front.call(findPatients, { text: 'northman', limit: 5 })).lines).toMatchObject([
    { phone: '617-555-0142', closed: false, outOfScope: false },
  ])
  const everyone = { sort: 'name', descending: false, show: 'everyone', offset: 0, limit: 10 } as const
  const { lines } = await front.call(listPatients, everyone)
  expect(lines.filter(({ outOfScope }) => outOfScope).map(({ name }) => name)).toEqual([
    'Harborne, Raeann',
    'Heartwell, Raeann',
  ])
  const alike = { family: 'Harborne', given: 'Raeann', birthDate: null, phones: [], except: null }
  expect((await front.call(findDuplicates, alike)).candidates[0]).toMatchObject(bare)
  // whoever is registered by somebody who reaches some locations belongs there
  const { patientId } = await front.call(registerPatient, {
    ...registerPatient.example,
    notADuplicate: true,
    demographics: { ...demographics, family: 'Newcomer' },
  })
  expect((await desk.call(getPlaces, { patientId })).places).toMatchObject([
    { name: 'Northside', said: true },
  ])
  expect(patient.north).not.toBe(patientId)
})

test('in an emergency it opens for an hour to whoever may, with a case; named for a restricted chart, one reaches it', async () => {
  const { clock, desk, north, patient, reach } = await practiceOfTwo()
  const [ben, nurse, front] = [
    colleague(desk, 12, ['physician']),
    colleague(desk, 13, ['nurse']),
    colleague(desk, 15, ['front-desk']),
  ]
  for (const who of [ben, nurse, front]) await reach(who, [north])
  const patientId = patient.harbor
  const emergency = { patientId, reason: 'covering', words: 'Collapsed in the waiting room.' } as const
  expect(await reasonOf(front.call(openInEmergency, emergency))).toBe('permission.missing')
  expect(await reasonOf(nurse.call(openInEmergency, { ...emergency, patientId: patient.north }))).toBe(
    'emergency.not-closed',
  )
  await nurse.call(openInEmergency, emergency)
  await nurse.call(getChart, { patientId })
  expect(await nurse.call(getChartAccess, { patientId })).toMatchObject({
    access: 'emergency',
    outOfScope: 'out',
    restricted: false,
    leftMs: 3_600_000,
  })
  expect((await nurse.call(findPatients, { text: 'harborne', limit: 5 })).lines).toMatchObject([
    { outOfScope: true },
  ])
  const officer = colleague(desk, 31, ['auditor'])
  expect((await officer.call(listCases, { show: 'open' })).cases).toMatchObject([
    { kind: 'emergency', about: { userId: nurse.id }, patientName: 'Harborne, Raeann' },
  ])
  // an emergency is not kept: not by saying where the patient belongs, not by writing in the chart
  const place = { patientId, version: 1, places: [north], people: [nurse.id] }
  expect(await reasonOf(nurse.call(setPlaces, place))).toBe('scope.not-yours')
  expect((await nurse.call(getChartAccess, { patientId })).mayPlace).toBe(false)
  const written = rowFor(documents, 1, {
    patientId,
    addedBy: nurse.id,
    addedAt: instantOf(clock.now() + 60_000),
    attachments: [],
  })
  command(desk.session.store, (tx) => tx.put(documents, written as never))
  await nurse.call(endEmergency, { patientId })
  expect(await reasonOf(nurse.call(getChart, { patientId }))).toBe('chart.out-of-scope')
  await nurse.call(openInEmergency, emergency)
  clock.advance(3_601_000)
  expect(await reasonOf(nurse.call(getChart, { patientId }))).toBe('chart.out-of-scope')

  const owner = colleague(desk, 32, ['physician'])
  const restrict = { patientId, kinds: ['vip'] as const, note: '', version: null }
  await owner.call(restrictChart, { ...restrict, kinds: [...restrict.kinds], people: [ben.id, owner.id] })
  await ben.call(getChart, { patientId })
  expect(await ben.call(getChartAccess, { patientId })).toMatchObject({ access: 'named', outOfScope: null })
  expect(await reasonOf(nurse.call(getChart, { patientId }))).toBe('chart.restricted')
})

test('where a chart is not on this computer it counts as out of reach until it was brought, unless what was said is enough', async () => {
  const { desk, north, patient, reach, opened } = await practiceOfTwo()
  const ben = colleague(desk, 12, ['physician'])
  await reach(ben, [north])
  const away = desk.session.store.db.prepare(`INSERT INTO chart (patient, held) VALUES (?, 'no')`)
  for (const id of [patient.none, patient.north]) away.run(id)
  expect(await opened(ben)).toEqual(['north'])
  expect(await ben.call(getChartAccess, { patientId: patient.none })).toMatchObject({ outOfScope: 'away' })
  desk.session.store.db.prepare(`UPDATE chart SET held = 'yes'`).run()
  expect(await opened(ben)).toEqual(['north', 'none'])
})

test('whoever tries again and again is noticed; a page that asks for patient and chart at once is one try', async () => {
  const { desk, north, patient, reach } = await practiceOfTwo()
  const ben = colleague(desk, 12, ['physician'])
  const officer = colleague(desk, 31, ['auditor'])
  await reach(ben, [north])
  const tryAll = async (contract: typeof getPatient | typeof getChart) => {
    for (let n = 0; n < 10; n += 1)
      expect(await reasonOf(ben.call(contract as typeof getPatient, { patientId: patient.harbor }))).toBe(
        'chart.out-of-scope',
      )
    return (await officer.call(listCases, { show: 'open' })).cases.map(({ kind }) => kind)
  }
  expect(await tryAll(getChart)).toEqual([])
  expect(await tryAll(getPatient)).toEqual(['refused-often'])
})
