/** What a second import does where something has changed: at the source, here, or both. */
import { describe, expect, test } from 'vitest'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { problems } from '../../shared/charting/problem.ts'
import { getOriginal } from '../../shared/exchange/get-original.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { aCondition, anObservation, aPatient, folderOf, ndjson } from '../kit/import-files.ts'
import {
  conflictsOf,
  countOps,
  editDemographics,
  importNow,
  patientIdOf,
  rowsOf,
  sums,
} from '../kit/imports.ts'
import { newPractice, tempFolder } from '../kit/practice.ts'
import { rowId } from '../kit/prepare.ts'
import { command, contextAt } from '../kit/store.ts'

const newDesk = () => newPractice({ profile: tempFolder(true) })
const patientId = patientIdOf('p')
const folderWith = (...resources: object[]) => folderOf({ 'a.ndjson': ndjson(...resources) })
const living = (city: string, more: object = {}) =>
  aPatient('p', {
    address: [{ line: ['1 Main St'], city, state: 'MA', postalCode: '01970' }],
    telecom: [{ system: 'phone', value: '617-555-0100', use: 'home' }],
    ...more,
  })

describe('a patient edited here, and changed at the source', () => {
  test('each field goes its own way: theirs where only they changed it, ours where we did', async () => {
    const desk = await newDesk()
    await importNow(desk, folderWith(living('Salem')))
    await editDemographics(desk, patientId, { phones: [{ use: 'mobile', number: '617-555-0199' }] })
    const imported = await importNow(desk, folderWith(living('Lynn')))
    expect(sums(imported)).toMatchObject({ changed: 1 })
    expect(imported.report.keptYours).toBe(0)
    const { patient } = await desk.call(getPatient, { patientId })
    expect(patient.address?.city).toBe('Lynn')
    expect(patient.phones).toEqual([{ use: 'mobile', number: '617-555-0199' }])
    expect(conflictsOf(desk)).toEqual([])
  })

  test('what both changed stays ours, and both are kept until somebody chooses', async () => {
    const desk = await newDesk()
    await importNow(desk, folderWith(living('Salem')))
    const ours = {
      line1: '2 Elm St',
      line2: '',
      city: 'Boston',
      state: 'MA',
      zip: '02110',
      country: '',
    }
    await editDemographics(desk, patientId, { address: ours, family: 'Married' })
    const imported = await importNow(desk, folderWith(living('Lynn', { birthDate: '1980-02-28' })))
    expect(imported.report.keptYours).toBe(1)
    const { patient } = await desk.call(getPatient, { patientId })
    expect(patient).toMatchObject({ address: { city: 'Boston' }, family: 'Married', birthDate: '1980-02-28' })
    const [conflict, ...more] = conflictsOf(desk)
    expect(more).toEqual([])
    expect(conflict).toMatchObject({
      entityType: 'patient',
      entityId: patientId,
      safety: 'high',
      state: 'open',
    })
    expect(conflict?.offeredBy.device).toBe(imported.run.importId)
    expect(conflict?.fields).toMatchObject([
      { field: 'address', held: { city: 'Boston' }, offered: { city: 'Lynn' } },
    ])
    expect((await desk.call(getConnection, {})).conflicts).toBe(1)

    // the same again says nothing new, and nothing twice
    const rows = rowsOf(desk)
    expect(
      sums(await importNow(desk, folderWith(living('Lynn', { birthDate: '1980-02-28' })))),
    ).toMatchObject({ unchanged: 1, changed: 0 })
    expect(rowsOf(desk)).toEqual(rows)
    expect(conflictsOf(desk)).toHaveLength(1)
  })

  test('what both changed to the same is no conflict', async () => {
    const desk = await newDesk()
    await importNow(desk, folderWith(living('Salem')))
    await editDemographics(desk, patientId, { phones: [{ use: 'home', number: '617-555-0111' }] })
    const theirs = { telecom: [{ system: 'phone', value: '617-555-0111', use: 'home' }] }
    expect((await importNow(desk, folderWith(living('Salem', theirs)))).report.keptYours).toBe(0)
    expect(conflictsOf(desk)).toEqual([])
  })
})

test('a problem whose status a clinician changed keeps it, also where the source changed it too', async () => {
  const desk = await newDesk()
  const problemId = rowId('Condition', 'c', patientId)
  await importNow(desk, folderWith(aPatient('p'), aCondition('c', 'p')))
  command(desk.session.store, (tx) => void tx.amend(problems, problemId, { clinicalStatus: 'resolved' }), {
    ...contextAt(),
    actor: desk.session.actor,
  })
  const theirs = aCondition('c', 'p', {
    clinicalStatus: { coding: [{ code: 'inactive' }] },
    severity: { text: 'Severe' },
  })
  expect((await importNow(desk, folderWith(aPatient('p'), theirs))).report.keptYours).toBe(1)
  expect(rowsOf(desk)['problems']).toMatchObject([{ clinicalStatus: 'resolved', severity: 'Severe' }])
  expect(conflictsOf(desk)).toMatchObject([{ entityType: 'problem', entityId: problemId, safety: 'low' }])
})

test('a changed resource changes its row by one op, and the version before is kept, byte for byte', async () => {
  const desk = await newDesk()
  const before = anObservation('o', 'p')
  await importNow(desk, folderWith(aPatient('p'), before))
  const ops = countOps(desk)
  const after = anObservation('o', 'p', { valueQuantity: { value: 172, unit: 'cm' } })
  expect(sums(await importNow(desk, folderWith(aPatient('p'), after)))).toMatchObject({
    changed: 1,
    unchanged: 1,
  })
  expect(countOps(desk)).toBe(ops + 1)
  const originalId = rowId('Observation', 'o', patientId)
  const now = await desk.call(getOriginal, { originalId, patientId })
  expect(now.content).toBe(JSON.stringify(after))
  expect(now.earlier).toHaveLength(1)
  const past = await desk.call(getOriginal, { originalId: now.earlier[0]?.originalId ?? '', patientId })
  expect(past.content).toBe(JSON.stringify(before))
  expect(rowsOf(desk)['observations']).toMatchObject([{ number: 172 }])
})

test('what is older by its source’s own word never wins, and is kept', async () => {
  const desk = await newDesk()
  const at = (year: string, value: number) =>
    anObservation('o', 'p', { meta: { lastUpdated: `${year}-01-01T00:00:00Z` }, valueQuantity: { value } })
  await importNow(desk, folderWith(aPatient('p'), at('2022', 2)))
  expect(sums(await importNow(desk, folderWith(aPatient('p'), at('2021', 1))))).toMatchObject({ changed: 0 })
  expect(rowsOf(desk)['observations']).toMatchObject([{ number: 2 }])
  const original = await desk.call(getOriginal, {
    originalId: rowId('Observation', 'o', patientId),
    patientId,
  })
  expect(original.earlier).toHaveLength(1)
  await importNow(desk, folderWith(aPatient('p'), at('2023', 3)))
  expect(rowsOf(desk)['observations']).toMatchObject([{ number: 3 }])
})

test('of two with one id in a folder the same one wins, in any order, and the folder again changes nothing', async () => {
  const versions = [1, 2, 3].map((value) => anObservation('o', 'p', { valueQuantity: { value } }))
  const winners = []
  for (const order of [versions, versions.toReversed()]) {
    const desk = await newDesk()
    const folder = folderOf({
      'Patient.ndjson': ndjson(aPatient('p')),
      'a.ndjson': ndjson(order[0]),
      'b.ndjson': ndjson(...order.slice(1)),
    })
    expect(sums(await importNow(desk, folder))).toMatchObject({ read: 4, refused: 0 })
    const rows = rowsOf(desk)
    winners.push(rows['observations'])
    expect(sums(await importNow(desk, folder))).toMatchObject({ created: 0, changed: 0, unchanged: 4 })
    expect(rowsOf(desk)).toEqual(rows)
  }
  expect(winners[0]).toHaveLength(1)
  expect(winners[1]).toEqual(winners[0])
})

describe('the wrong patient', () => {
  test('an id that has become somebody else’s is refused, with all that hangs on it', async () => {
    const desk = await newDesk()
    await importNow(desk, folderWith(aPatient('p'), aCondition('c', 'p')))
    const rows = rowsOf(desk)
    const other = aPatient('p', { name: [{ family: 'Stranger', given: ['Sam'] }], birthDate: '1955-05-05' })
    const theirs = aCondition('c2', 'p', { code: { text: 'Diabetes' } })
    const imported = await importNow(desk, folderWith(other, theirs))
    expect(imported.refusals.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'patient.other-person'],
      [2, 'patient.refused'],
    ])
    expect(rowsOf(desk)).toEqual(rows)
    // with the source named their ids are other ids
    expect(sums(await importNow(desk, folderWith(other, theirs), 'Hillside'))).toMatchObject({ created: 2 })
    expect(rowsOf(desk)['patients']).toHaveLength(2)
  })

  test('who married, or whose birth date was corrected, is the same', async () => {
    const desk = await newDesk()
    await importNow(desk, folderWith(aPatient('p')))
    const married = aPatient('p', { name: [{ family: 'Married', given: ['Given'] }] })
    expect(sums(await importNow(desk, folderWith(married)))).toMatchObject({ changed: 1, refused: 0 })
    expect(sums(await importNow(desk, folderWith({ ...married, birthDate: '1980-03-01' })))).toMatchObject({
      changed: 1,
      refused: 0,
    })
    expect(rowsOf(desk)['patients']).toMatchObject([{ family: 'Married', birthDate: '1980-03-01' }])
  })
})
