import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { getChart } from '../../shared/charting/get-chart.ts'
import { getGrowth } from '../../shared/charting/get-growth.ts'
import { listProblems } from '../../shared/charting/list-problems.ts'
import { listVitals } from '../../shared/charting/list-vitals.ts'
import { getOriginal } from '../../shared/exchange/get-original.ts'
import { addsUp } from '../../shared/exchange/import-report.ts'
import { listOtherRecords } from '../../shared/exchange/list-other-records.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { demoPractice } from '../../tools/demo/practice.ts'
import { writeNdjson } from '../../tools/demo/write-ndjson.ts'
import { countResources } from '../kit/count-resources.ts'
import {
  aCondition,
  anObservation,
  aPatient,
  bundle,
  entry,
  folderOf,
  ndjson,
  type Json,
} from '../kit/import-files.ts'
import { countOps, digestsOf, importNow, patientIdOf, rowsOf, sums } from '../kit/imports.ts'
import { newPractice, tempFolder, withRights, doorOf } from '../kit/practice.ts'
import { rowId } from '../kit/prepare.ts'

const newDesk = () => newPractice({ profile: tempFolder(true) })

describe('the kinds of folders', () => {
  const resources = (): [Json, Json, Json] => [
    aPatient('p', { telecom: [{ system: 'phone', value: '617-555-0142' }] }),
    aCondition('c', 'p'),
    anObservation('o', 'p'),
  ]
  test.each([
    ['a transaction Bundle', () => folderOf({ 'a.json': bundle(...resources()) })],
    [
      'a file for each resource',
      () => folderOf(Object.fromEntries(resources().map((r, n) => [`${n}.json`, r]))),
    ],
    ['NDJSON', () => folderOf({ 'all.ndjson': ndjson(...resources()) })],
    [
      'a bulk export, compressed',
      () =>
        folderOf(
          Object.fromEntries(resources().map((each) => [`x/${each.resourceType}.ndjson.gz`, ndjson(each)])),
        ),
    ],
    ['a list', () => folderOf({ 'a.json': JSON.stringify(resources().toReversed()) })],
  ])('%s: the chart is there, and the same again changes nothing', async (_kind, folder) => {
    const desk = await newDesk()
    const root = folder()
    const first = await importNow(desk, root)
    expect(first).toMatchObject({ run: { state: 'finished' }, refused: 0 })
    expect(sums(first)).toMatchObject({ read: 3, created: 3 })
    const patientId = patientIdOf('p')
    const { lines } = await desk.call(findPatients, { text: 'family-p 0142', limit: 5 })
    expect(lines.map((line) => line.patientId)).toEqual([patientId])
    const { problems } = await desk.call(listProblems, { patientId })
    expect(problems.map(({ name, version }) => [name, version])).toEqual([['Hypertension', 1]])
    const { readings } = await desk.call(listVitals, { patientId })
    expect(readings).toMatchObject([{ values: [{ kind: 'height', number: 171.2 }] }])

    const rows = rowsOf(desk)
    const ops = countOps(desk)
    expect(sums(await importNow(desk, root))).toMatchObject({ read: 3, created: 0, changed: 0, unchanged: 3 })
    expect(rowsOf(desk)).toEqual(rows)
    expect(countOps(desk)).toBe(ops)
  })
})

test('references by urn:uuid, by number and by address join what belongs together, whatever comes first', async () => {
  const desk = await newDesk()
  const npi = 'http://hl7.org/fhir/sid/us-npi'
  const urn = 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000001'
  const folder = folderOf({
    // by name this is read before what it refers to
    'adams.json': bundle(
      entry('urn:uuid:p', aPatient('p')),
      entry(urn, {
        resourceType: 'Encounter',
        id: 'e',
        status: 'finished',
        subject: { reference: 'urn:uuid:p' },
        participant: [{ individual: { reference: `Practitioner?identifier=${npi}|890` } }],
        serviceProvider: { reference: 'https://ehr.example/fhir/Organization/lakeside' },
        reasonReference: [{ reference: 'urn:uuid:c' }],
      }),
      entry(
        'urn:uuid:o',
        anObservation('o', '', { subject: { reference: 'urn:uuid:p' }, encounter: { reference: urn } }),
      ),
      entry('urn:uuid:c', aCondition('c', '', { subject: { reference: 'urn:uuid:p' } })),
    ),
    'z.json': bundle({
      resourceType: 'Practitioner',
      id: 'doc',
      name: [{ family: 'Rivera', prefix: ['Dr.'] }],
      identifier: [{ system: npi, value: '890' }],
    }),
    'zz.json': { resourceType: 'Organization', id: 'lakeside', name: 'Lakeside Clinic' },
  })
  const imported = await importNow(desk, folder)
  expect(imported.report.waiting).toBe(0)
  const patientId = patientIdOf('p')
  const rows = rowsOf(desk)
  expect(rows['encounters']).toMatchObject([
    {
      patientId,
      practitionerId: rowId('Practitioner', 'doc', null),
      organizationId: rowId('Organization', 'lakeside', null),
      reason: 'Hypertension',
    },
  ])
  expect(rows['observations']).toMatchObject([{ encounterId: rowId('Encounter', 'e', patientId) }])
  expect(rows['organizations']).toMatchObject([{ name: 'Lakeside Clinic' }])
})

test('what refers to something that comes a week later is joined then', async () => {
  const desk = await newDesk()
  const plan = {
    resourceType: 'CarePlan',
    id: 'cp',
    status: 'active',
    subject: { reference: 'Patient/p' },
    addresses: [{ reference: 'Condition/c' }],
  }
  const first = await importNow(desk, folderOf({ 'a.ndjson': ndjson(aPatient('p'), plan) }))
  expect(first.report.waiting).toBe(1)
  const addresses = () => rowsOf(desk)['carePlans']?.[0]?.['addresses']
  expect(addresses()).toEqual(['(not in these records)'])
  const second = await importNow(desk, folderOf({ 'a.ndjson': ndjson(aCondition('c', 'p')) }))
  expect(second.report.waiting).toBe(0)
  expect(addresses()).toEqual(['Hypertension'])
})

test('every original comes back byte for byte, and what no chart shows is listed', async () => {
  const desk = await newDesk()
  const odd =
    '{ "resourceType":"Observation" ,\t"id":"odd","subject":{"reference":"Patient/p"},"code":{"text":"\\u00e9 é 😀"},"valueQuantity":{"value":1.10} }'
  const claim = { resourceType: 'Claim', id: 'c', patient: { reference: 'Patient/p' }, created: '2020-01-02' }
  await importNow(desk, folderOf({ 'a.ndjson': ndjson(aPatient('p'), odd, claim) }))
  const patientId = patientIdOf('p')
  const originalId = rowId('Observation', 'odd', patientId)
  const { content, sourceId, source } = await desk.call(getOriginal, { originalId, patientId })
  expect({ content, sourceId, source }).toEqual({ content: odd, sourceId: 'odd', source: 'Old EHR' })
  await expect(desk.call(getOriginal, { originalId, patientId: null })).rejects.toMatchObject({
    reason: 'original.not-found',
  })
  const others = await desk.call(listOtherRecords, { patientId })
  expect(others.types).toEqual([{ resourceType: 'Claim', count: 1 }])
  expect(others.records).toMatchObject([{ resourceType: 'Claim', date: '2020-01-02' }])
  expect((await desk.call(getChart, { patientId })).counts).toMatchObject({ vitals: 0, otherRecords: 1 })
})

test('a practice of fifteen invented people: counts are those of the files, and every byte is there', async () => {
  const folder = tempFolder(true)
  await writeNdjson(
    demoPractice({ patients: 15, seed: 3, today: '2026-11-20', depth: 'full', longChart: false }),
    folder,
    true,
  )
  const desk = await newDesk()
  const imported = await importNow(desk, folder)
  expect(imported.refused).toBe(0)
  expect(imported.report.waiting).toBe(0)
  expect(addsUp(imported.report)).toBe(true)
  const read = new Map(imported.report.types.map((type) => [type.resourceType, type.read]))
  expect(read).toEqual(countResources(folder))
  const kept = desk.session.store.read.all((sql) => sql.selectFrom('originals').select(['content', 'hash']))
  expect(kept.length).toBe(sums(imported).read)
  const lines = new Set<string>()
  for (const line of demoPractice({
    patients: 40,
    seed: 3,
    today: '2026-11-20',
    depth: 'full',
    longChart: false,
  }))
    lines.add(line.json)
  expect(kept.filter(({ content }) => !lines.has(content))).toEqual([])
  const rows = digestsOf(desk)
  expect(sums(await importNow(desk, folder))).toMatchObject({ created: 0, changed: 0, refused: 0 })
  expect(digestsOf(desk)).toEqual(rows)
})

test('two desks that import the same folder apart end with the same rows', async () => {
  const folder = folderOf({ 'a.json': bundle(aPatient('p'), aCondition('c', 'p'), anObservation('o', 'p')) })
  const [one, two] = [await newDesk(), await newDesk()]
  await importNow(one, folder)
  await importNow(two, folder)
  expect(rowsOf(two)).toEqual(rowsOf(one))
})

test('the same ids of another source are other people', async () => {
  const desk = await newDesk()
  await importNow(desk, folderOf({ 'a.ndjson': ndjson(aPatient('1')) }), 'Lakeside')
  const other = aPatient('1', { name: [{ family: 'Other', given: ['Otto'] }], birthDate: '1950-01-01' })
  expect(sums(await importNow(desk, folderOf({ 'a.ndjson': ndjson(other) }), 'Hillside'))).toMatchObject({
    created: 1,
  })
  expect(rowsOf(desk)['patients']).toHaveLength(2)
})

test('a patient without a record number gets one; one whose number is taken keeps it beside a new one', async () => {
  const desk = await newDesk()
  const withNumber = { identifier: [{ type: { coding: [{ code: 'MR' }] }, system: 'urn:x', value: '77' }] }
  const people = [aPatient('a'), aPatient('b', withNumber), aPatient('c', withNumber)]
  await importNow(desk, folderOf({ 'a.ndjson': ndjson(...people) }))
  const found = await Promise.all(
    ['a', 'b', 'c'].map((id) => desk.call(getPatient, { patientId: patientIdOf(id) })),
  )
  expect(found.map(({ patient }) => patient.mrn)).toEqual(['100001', '77', '100002'])
  expect(found[2]?.patient.identifiers).toEqual([{ kind: 'MR', system: 'urn:x', value: '77' }])
})

describe('growth reference tables', () => {
  const table = (m: number) =>
    ['Sex,Agemos,L,M,S', `1,24,1,${m},0.1`, '1,240,1,90,0.1', `2,24,1,${m},0.1`, '2,240,1,80,0.1'].join(
      '\r\n',
    )

  test('come in beside records, once; another edition replaces them', async () => {
    const desk = await newDesk()
    const child = aPatient('p', { birthDate: '2018-05-06' })
    const folder = folderOf({
      'a.ndjson': ndjson(child, anObservation('o', 'p', { effectiveDateTime: '2022-05-06' })),
      'cdc/statage.csv': table(100),
    })
    const growth = async () => (await desk.call(getGrowth, { patientId: patientIdOf('p') })).charts[0]
    const imported = await importNow(desk, folder)
    const line = () =>
      imported.report.types.find(({ resourceType }) => resourceType === 'Growth reference table')
    expect(line()).toMatchObject({ read: 1, stored: 1, shown: 1, created: 1 })
    expect(addsUp(imported.report)).toBe(true)
    expect(await growth()).toMatchObject({ chart: 'stature-for-age', source: 'CDC growth charts, 2000' })
    expect((await growth())?.reference[0]).toEqual([24, 1, 100, 0.1])
    expect(sums(await importNow(desk, folder))).toMatchObject({ created: 0, changed: 0, unchanged: 3 })
    folderOf({ 'cdc/statage.csv': table(101) }, folder)
    expect(sums(await importNow(desk, folder))).toMatchObject({ created: 0, changed: 1, unchanged: 2 })
    expect((await growth())?.reference[0]).toEqual([24, 1, 101, 0.1])
  })

  test('one that is damaged is refused, and so is each where whoever imports may not configure', async () => {
    const desk = await newDesk()
    const folder = folderOf({
      'statage.csv': table(100),
      'wtage.csv': 'Sex,Agemos\r\n',
      'a.ndjson': ndjson(aPatient('p')),
    })
    const session = withRights(desk.session, ['record.import'])
    Object.assign(desk, { dispatch: doorOf(desk, { session: () => session }) })
    const imported = await importNow(desk, folder)
    expect(imported.refusals.map(({ file, reason }) => `${file} ${reason}`).toSorted()).toEqual([
      'statage.csv growth.permission',
      'wtage.csv growth.table',
    ])
    expect(addsUp(imported.report)).toBe(true)
    expect(rowsOf(desk)['growthReferences']).toEqual([])
    expect(rowsOf(desk)['patients']).toHaveLength(1)
  })
})

test('files that hold something else are named and left alone', async () => {
  const desk = await newDesk()
  const folder = folderOf({
    'package.json': '{"name":"x"}',
    'a.ndjson': ndjson(aPatient('p')),
    'notes.txt': 'x',
  })
  const { report } = await importNow(desk, folder)
  expect(report).toMatchObject({ files: 2, notFhir: { total: 1, files: ['package.json'] } })
  expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe('{"name":"x"}')
})
