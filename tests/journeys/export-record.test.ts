/** One patient's record leaves the practice: as it came in, with what was entered here, as far as whoever exports sees it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { getAccessReport } from '../../shared/auditing/get-access-report.ts'
import { addDocument } from '../../shared/charting/add-document.ts'
import { chooseFiles } from '../../shared/charting/choose-files.ts'
import { exportRecord } from '../../shared/exports/export-record.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { recordAmendment } from '../../shared/amendments/record-amendment.ts'
import { acceptAmendment } from '../../shared/amendments/act-on-amendment.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { aPdf, filesIn } from '../kit/documents.ts'
import { cannotMount, smallDisk } from '../kit/mounts.ts'
import { openWithAge, unpack } from '../kit/exports.ts'
import { anObservation, aPatient, folderOf, ndjson } from '../kit/import-files.ts'
import { editDemographics, importNow, patientIdOf } from '../kit/imports.ts'
import { colleague, practiceWithChart } from '../kit/marked-chart.ts'
import { auditRows, doorOf, newPractice, tempFolder, withRights, type Practice } from '../kit/practice.ts'

const handingOut = { recipient: 'patient', purpose: 'copy' } as const

async function exported(desk: Practice, patientId: string) {
  const folder = tempFolder(true)
  desk.folder = folder
  const { written } = await desk.call(exportRecord, { patientId, handingOut, encrypted: true })
  if (!written) throw new Error('nothing was written')
  expect(readdirSync(folder)).toEqual([written.fileName])
  const file = join(folder, written.fileName)
  return { written, file, ...unpack(await openWithAge(file, written.passphrase ?? '')) }
}

async function addLetter(desk: Practice, patientId: string, letter: Uint8Array) {
  desk.files = filesIn(join(tempFolder(), 'scans'), { 'letter.pdf': letter })
  const { files } = await desk.call(chooseFiles, { patientId })
  await desk.call(addDocument, {
    patientId,
    title: 'Letter of Harbor Health',
    kind: 'insurance-card',
    date: '2026-11-23',
    note: '',
    files: files.map(({ sha256, name }) => ({ sha256, name, pages: null })),
  })
}

test('what came in goes out byte for byte, with what it names; what was changed here is brought up to date beside it', async () => {
  const desk = await newPractice({ profile: tempFolder(true) })
  const organization = '{"resourceType":"Organization","id":"o1","name":"Harbor  Health","extension":[]}'
  const practitioner = { resourceType: 'Practitioner', id: 'd1', name: [{ text: 'Ana Ray, MD' }] }
  const visit = JSON.stringify({
    resourceType: 'Encounter',
    id: 'e1',
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/p1' },
    participant: [{ individual: { reference: 'Practitioner/d1' } }],
    serviceProvider: { reference: 'Organization/o1' },
    period: { start: '2026-03-01T10:00:00.000Z' },
  })
  // odd spaces and an element of their own stay as they are
  const pulse = JSON.stringify(
    anObservation('b1', 'p1', { note: [{ text: 'at rest, 72 — steady' }] }),
  ).replace('"status":', '"status" :   ')
  const claim = JSON.stringify({
    resourceType: 'Claim',
    id: 'c1',
    status: 'active',
    patient: { reference: 'Patient/p1' },
  })
  const other = JSON.stringify(anObservation('b2', 'p2'))
  const photo = [{ contentType: 'image/png', title: 'Kept' }]
  await importNow(
    desk,
    folderOf({
      'all.ndjson': ndjson(
        aPatient('p1', { photo, telecom: [{ system: 'phone', value: '617-555-0142' }] }),
        aPatient('p2'),
        organization,
        practitioner,
        visit,
        pulse,
        claim,
        other,
      ),
    }),
  )
  const patientId = patientIdOf('p1')
  const before = await exported(desk, patientId)
  expect(before.lines('Observation')).toEqual([pulse])
  expect(before.lines('Encounter')).toEqual([visit])
  expect(before.lines('Claim')).toEqual([claim])
  expect(before.lines('Organization')).toEqual([organization])
  expect(before.lines('Practitioner')).toEqual([JSON.stringify(practitioner)])
  expect(before.manifest.resources).toEqual({ asReceived: 6, updated: 0, madeHere: 0 })
  expect(before.manifest.notIncluded).toEqual({ entries: 0, charts: 0, files: 0, note: '' })
  // every file is named by the export
  for (const name of before.files.keys()) expect(name).toContain(before.written.exportId)

  await editDemographics(desk, patientId, { family: 'Married-Name' })
  const after = await exported(desk, patientId)
  expect(after.manifest.resources).toEqual({ asReceived: 5, updated: 1, madeHere: 0 })
  const [patient = 'null'] = after.lines('Patient')
  expect(JSON.parse(patient)).toMatchObject({
    id: 'p1',
    name: [{ family: 'Married-Name' }],
    photo,
  })
  expect(after.lines('as-received-Patient')).toEqual(before.lines('Patient'))
  expect(after.written.exportId).not.toBe(before.written.exportId)
})

test('what was entered here goes out as FHIR, documents with their bytes, amendments with what they amend', async () => {
  const desk = await newPractice({ profile: tempFolder(true) })
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  const letter = aPdf()
  await addLetter(desk, patientId, letter)
  const { amendmentId } = await desk.call(recordAmendment, {
    ...recordAmendment.example,
    patientId,
    entry: null,
  })
  await desk.call(acceptAmendment, { patientId, amendmentId, words: 'It is the left knee.' })
  const { lines, manifest, files: inside, written } = await exported(desk, patientId)
  const [patient = 'null'] = lines('Patient')
  const { family } = registerPatient.example.demographics
  expect(JSON.parse(patient)).toMatchObject({
    resourceType: 'Patient',
    id: patientId,
    name: [{ family }, { use: 'usual' }],
  })
  const [document = 'null'] = lines('DocumentReference')
  const { content, subject } = JSON.parse(document) as {
    content: { attachment: { url: string; contentType: string } }[]
    subject: unknown
  }
  expect(subject).toEqual({ reference: `Patient/${patientId}` })
  const attachment = content[0]?.attachment
  expect(attachment?.contentType).toBe('application/pdf')
  expect(inside.get(`${written.exportId}/${attachment?.url}`)).toEqual(letter)
  expect(lines('amendments').join()).toContain('It is the left knee.')
  expect(manifest.resources.madeHere).toBeGreaterThanOrEqual(2)
  expect(manifest).toMatchObject({ recipient: 'patient', purpose: 'copy', patients: 1, request: null })
})

test('what somebody may not see is not in it, and the manifest says so without a kind; a closed chart is refused', async () => {
  const { desk, patientId, mark, physician } = await practiceWithChart()
  const [all, some] = [
    colleague(desk, 21, ['physician'], ['record.export', 'export.clear']),
    colleague(desk, 22, ['medical-assistant'], ['record.export']),
  ]
  await mark(physician, {})
  const wanted = { patientId, handingOut, encrypted: true }
  const made = async (who: typeof all) => {
    desk.folder = tempFolder(true)
    const { written } = await who.call(exportRecord, wanted)
    const file = join(desk.folder, written?.fileName ?? '')
    return { written, ...unpack(await openWithAge(file, written?.passphrase ?? '')) }
  }
  const [whole, part] = [await made(all), await made(some)]
  const text = (each: typeof whole) => [...each.files.values()].map(String).join('\n')
  expect(text(whole)).toContain('Opioid dependence')
  expect(text(whole)).toContain('"code":"SUD"')
  expect([text(part).includes('Opioid'), text(part).includes('SUD')]).toEqual([false, false])
  expect([part.written?.withheld, part.manifest.notIncluded]).toEqual([
    1,
    {
      entries: 1,
      charts: 0,
      files: 0,
      note: 'One entry is not in it, because it is kept to some people of the practice. Ask the practice for what you need of it.',
    },
  ])
  await desk.call(restrictChart, { patientId, version: null, kinds: ['vip'], note: '', people: [all.id] })
  expect(await reasonOf(some.call(exportRecord, wanted))).toBe('chart.restricted')
  expect(await reasonOf(all.call(exportRecord, wanted))).toBe('ok')
})

test('it needs the right to export and to read charts; encrypted unless somebody may do otherwise; the patient’s own report has it', async () => {
  const desk = await newPractice({ profile: tempFolder(true) })
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  const [physician, admin, both] = [
    colleague(desk, 31, ['physician']),
    colleague(desk, 32, ['administrator']),
    colleague(desk, 33, ['physician'], ['record.export']),
  ]
  const folder = tempFolder(true)
  desk.folder = folder
  const wanted = { patientId, handingOut, encrypted: true }
  expect(await reasonOf(physician.call(exportRecord, wanted))).toBe('permission.missing')
  // whoever gives access reads no chart, also not by exporting it
  expect(await reasonOf(admin.call(exportRecord, wanted))).toBe('permission.missing')
  expect(await reasonOf(both.call(exportRecord, { ...wanted, encrypted: false }))).toBe('export.must-encrypt')
  expect(readdirSync(folder)).toEqual([])
  const left = () => auditRows(desk).filter(({ action }) => action === 'record.export')
  expect(left()).toEqual([])
  // without a fresh proof of who they are
  const stale = doorOf(desk, {
    session: () => ({ ...withRights(desk.session, ['record.export', 'chart.read']), provenAt: -1e9 }),
  })
  expect(await stale(exportRecord.name, JSON.stringify(wanted))).toMatchObject({
    error: { reason: 'session.confirm-first' },
  })

  const { written } = await both.call(exportRecord, wanted)
  const sealed = readFileSync(join(folder, written?.fileName ?? ''))
  expect(sealed.subarray(0, 22).toString()).toBe('age-encryption.org/v1\n')
  expect(sealed.includes(Buffer.from(registerPatient.example.demographics.family))).toBe(false)
  const clear = await desk.call(exportRecord, { ...wanted, encrypted: false })
  expect(clear.written?.passphrase).toBe(null)
  expect(unpack(readFileSync(join(folder, clear.written?.fileName ?? ''))).lines('Patient')).toHaveLength(1)
  expect(left()).toMatchObject([
    { subject: patientId, actor: both.id, outcome: 'done' },
    { subject: patientId, outcome: 'done' },
  ])
  expect(left().map(({ detail }) => JSON.parse(detail) as unknown)).toMatchObject([
    { ...handingOut, encrypted: true, export: written?.exportId },
    { ...handingOut, encrypted: false, export: clear.written?.exportId },
  ])
  expect(JSON.stringify([auditRows(desk), desk.told])).not.toContain(written?.passphrase)
  const { lines } = await desk.call(getAccessReport, { patientId, from: null, to: null })
  expect(lines.filter(({ did }) => did === 'exported')).toMatchObject([
    { category: 'chart', handedOut: handingOut },
    { category: 'chart', handedOut: handingOut },
  ])
})

test('twenty in an hour, also over a sign-out: more is an export of many', async () => {
  const desk = await newPractice({ profile: tempFolder(true) })
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  const wanted = { patientId, handingOut, encrypted: false }
  desk.folder = null
  await desk.call(exportRecord, wanted)
  for (let n = 0; n < 20; n += 1) {
    // as after a sign-out: the door counts from nothing
    const door = doorOf(desk, {})
    desk.folder = tempFolder(true)
    expect(await door(exportRecord.name, JSON.stringify(wanted))).toMatchObject({ ok: true })
  }
  const door = doorOf(desk, {})
  expect(await door(exportRecord.name, JSON.stringify(wanted))).toMatchObject({
    error: { reason: 'cap.exceeded', params: { max: '20', minutes: '60' } },
  })
})

test.skipIf(cannotMount !== null)(
  'a disk that is full leaves no file; where no folder is chosen nothing has left',
  async () => {
    const desk = await newPractice({ profile: tempFolder(true) })
    const { patientId } = await desk.call(registerPatient, registerPatient.example)
    await addLetter(desk, patientId, aPdf(1, 3 * 300 * 300))
    const wanted = { patientId, handingOut, encrypted: false }
    desk.folder = null
    expect(await desk.call(exportRecord, wanted)).toEqual({ written: null })
    const { folder } = smallDisk(64)
    desk.folder = folder
    expect(await reasonOf(desk.call(exportRecord, wanted))).toBe('store.disk-full')
    expect(readdirSync(folder)).toEqual([])
  },
)
