import { expect, test } from 'vitest'
import { editPatient } from '../../shared/patients/edit-patient.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { listPatients } from '../../shared/patients/list-patients.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { newPractice } from '../kit/practice.ts'

const raeann = registerPatient.example

test('a registered patient is found by any part of the name, birth date, number or phone', async () => {
  const desk = await newPractice()
  const { patientId, mrn } = await desk.call(registerPatient, raeann)
  expect(mrn).toBe('100001')
  const ways = [
    'okon',
    "o'kon",
    'O’Kon, Raeann',
    'raeann okon',
    'rae o',
    'kon',
    '02291980',
    '2/29/1980',
    '29 feb 1980',
    '1980 okon',
    'okon 2-29-80',
    '100001',
    '1000',
    '617-555-0142',
    '5550142',
    '0142',
    '(617) 555-0142',
    'ráeann',
    'oken',
    'raeanne',
    'konn',
  ]
  for (const text of ways) {
    const { lines } = await desk.call(findPatients, { text, limit: 20 })
    expect({ text, found: lines.map((line) => line.patientId) }).toEqual({ text, found: [patientId] })
  }
  for (const text of ['smith', 'okon smith', '02281980', '999', 'okon 1981', ''])
    expect((await desk.call(findPatients, { text, limit: 20 })).lines).toEqual([])
})

test('registering twice is refused until a person says it is somebody else', async () => {
  const desk = await newPractice()
  await desk.call(registerPatient, raeann)
  await expect(desk.call(registerPatient, raeann)).rejects.toMatchObject({ reason: 'patient.duplicate' })
  await desk.call(registerPatient, { ...raeann, notADuplicate: true })
  const all = await desk.call(listPatients, {
    sort: 'mrn',
    descending: false,
    show: 'everyone',
    offset: 0,
    limit: 10,
  })
  expect(all.total).toBe(2)
  expect(all.lines.map((line) => line.mrn)).toEqual(['100001', '100002'])
  const first = all.lines[0]?.patientId ?? ''
  const { namesakes } = await desk.call(getPatient, { patientId: first })
  expect(namesakes.map((each) => each.mrn)).toEqual(['100002'])
})

test('editing writes what differs, refuses a form opened on an older version, and never removes insurance', async () => {
  const desk = await newPractice()
  const { patientId } = await desk.call(registerPatient, raeann)
  const before = await desk.call(getPatient, { patientId })
  const edit = {
    ...editPatient.example,
    patientId,
    version: before.version,
    demographics: {
      ...raeann.demographics,
      family: 'O’Kon-Smith',
      phones: [{ use: 'home' as const, number: '(978) 555 0100' }],
    },
    coverages: [],
  }
  const { version } = await desk.call(editPatient, edit)
  expect(version).toBe(before.version + 1)
  const after = await desk.call(getPatient, { patientId })
  expect(after.patient.phones).toEqual([{ use: 'home', number: '978-555-0100' }])
  expect(after.coverages.map((each) => each.status)).toEqual(['cancelled'])
  await expect(desk.call(editPatient, edit)).rejects.toMatchObject({ reason: 'row.changed' })
  expect((await desk.call(findPatients, { text: 'smith rae', limit: 5 })).lines).toHaveLength(1)
  expect((await desk.call(findPatients, { text: '5550142', limit: 5 })).lines).toHaveLength(0)
})
