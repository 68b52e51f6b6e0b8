/** What cannot be taken in is said by its place, and harms nothing else. */
import { expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { addsUp } from '../../shared/exchange/import-report.ts'
import { startImport } from '../../shared/exchange/start-import.ts'
import { chooseFolder } from '../../shared/exchange/choose-folder.ts'
import { getImport, listImports } from '../../shared/exchange/get-import.ts'
import { importFolder } from '../../tools/kit/import-folder.ts'
import { aCondition, anObservation, aPatient, bundle, folderOf, ndjson } from '../kit/import-files.ts'
import { halves } from '../kit/halves.ts'
import { importNow, rowsOf, sums } from '../kit/imports.ts'
import { newPractice, tempFolder } from '../kit/practice.ts'

const newDesk = () => newPractice({ profile: tempFolder(true) })

test('one bad resource of each kind: each is named by file, line, path and reason; the others go in', async () => {
  const desk = await newDesk()
  const good = [aPatient('p'), aPatient('q'), anObservation('o', 'p'), aCondition('c', 'q')]
  const text = JSON.stringify
  const folder = folderOf({
    'a/Patient.ndjson': ndjson(good[0], aPatient('r', { birthDate: '2020-02-30' }), good[1]),
    'b.json': bundle(aPatient('s', { name: undefined }), aCondition('x', 's')),
    'c.ndjson': ndjson(
      good[2],
      text(anObservation('d', 'p')).replace('"status"', '"id":"twice","status"'),
      anObservation('e', 'nobody'),
      anObservation('f', 'p', { code: undefined }),
      '{"resourceType":"Spaceship","id":"g"}',
      anObservation('h', 'p', { valueQuantity: { value: 'tall' } }),
      text(anObservation('i', 'p')).slice(0, 60),
      good[3],
    ),
    'd.json': 'not JSON at all',
    'e.ndjson.gz': gzipSync(Buffer.from(ndjson(aPatient('t')))).subarray(0, 40),
    'f.json': {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request: { method: 'DELETE', url: 'Patient/p' } }],
    },
  })
  const imported = await importNow(desk, folder)
  expect(
    imported.refusals
      .map(({ file, line, path, reason }) => `${file}:${line} ${path} ${reason}`.replace('  ', ' '))
      .toSorted(),
  ).toEqual([
    'a/Patient.ndjson:2 Patient.birthDate element.date',
    // refused too: the patient it is of was
    'b.json:1 Bundle.entry[0].resource.name element.missing',
    'b.json:1 Bundle.entry[1].resource patient.not-found',
    'c.ndjson:2 id json.duplicate-key',
    'c.ndjson:3 Observation patient.not-found',
    'c.ndjson:4 Observation.code element.missing',
    'c.ndjson:5 Spaceship.resourceType resource.unknown-type',
    'c.ndjson:6 Observation.valueQuantity.value element.shape',
    'c.ndjson:7 json.invalid',
    'd.json:1 json.invalid',
    'e.ndjson.gz:1 file.truncated',
    'f.json:1 Bundle.entry[0].resource entry.no-resource',
  ])
  expect(sums(imported)).toMatchObject({ read: 16, created: 4, refused: 12 })
  expect(imported.refused).toBe(12)
  expect(addsUp(imported.report)).toBe(true)
  const rows = rowsOf(desk)
  expect([rows['patients'], rows['observations'], rows['problems']].map((each) => each?.length)).toEqual([
    2, 1, 1,
  ])
  expect(halves(desk)).toEqual([])
  // nothing of what the resources say is in the report
  expect(JSON.stringify(imported.refusals)).not.toMatch(/Family|Given|tall|twice|2020-02-30/)
})

test('what is refused by the record’s own rules is refused by its path, and the others of its batch go in', async () => {
  const desk = await newDesk()
  // a sourceId of 200 characters may be; a urn of 500 behind a reference has no place in the record
  const urn = `urn:x:${'y'.repeat(500)}`
  const folder = folderOf({
    'a.json': bundle(
      {
        fullUrl: urn,
        resource: { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Doc' }] },
        request: { method: 'POST', url: '' },
      },
      aPatient('p'),
      {
        resourceType: 'Encounter',
        id: 'e',
        status: 'finished',
        subject: { reference: 'Patient/p' },
        participant: [{ individual: { reference: urn } }],
      },
      anObservation('o', 'p'),
    ),
  })
  const imported = await importNow(desk, folder)
  expect(imported.refusals).toMatchObject([
    {
      resourceType: 'Encounter',
      path: expect.stringMatching(/^Bundle\.entry\[2\]\.resource\.urns/) as string,
      reason: 'element.value',
    },
  ])
  expect(sums(imported)).toMatchObject({ created: 3, refused: 1 })
  // its row had been written when its original was not: neither is there
  expect(rowsOf(desk)['encounters']).toEqual([])
  expect(halves(desk)).toEqual([])
})

test('file names that would mislead a terminal or a path are reported as they are', async () => {
  const desk = await newDesk()
  const names = ['$(reboot).ndjson', 'a\nb.ndjson', '\u202egnp.ndjson', "O'Keefe.ndjson", '-rf.ndjson']
  const folder = folderOf(Object.fromEntries(names.map((name) => [name, '{"resourceType":"Patient"}\n'])))
  const imported = await importNow(desk, folder)
  expect(imported.refusals.map(({ file }) => file).toSorted()).toEqual(names.toSorted())
})

test('more refusals than a page holds are all there', async () => {
  const desk = await newDesk()
  const bad = Array.from({ length: 1300 }, (_, n) => anObservation(`o${n}`, 'nobody'))
  const imported = await importNow(desk, folderOf({ 'a.ndjson': ndjson(...bad) }))
  expect(imported.refused).toBe(1300)
  expect(imported.refusals.map(({ line }) => line)).toEqual(bad.map((_each, n) => n + 1))
})

test('a folder that is gone, one nobody chose, and a second import beside the first are refused', async () => {
  const desk = await newDesk()
  await expect(importNow(desk, '/nowhere/at/all')).rejects.toMatchObject({
    reason: 'import.folder-unreadable',
  })
  await expect(
    desk.call(startImport, { token: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11', source: '' }),
  ).rejects.toMatchObject({ reason: 'import.folder-unknown' })
  const many = Array.from({ length: 800 }, (_, n) => aPatient(`p${n}`))
  const folder = folderOf({ 'a.ndjson': ndjson(...many) })
  const first = importFolder(desk, folder)
  // it has begun when the door has let it in
  await desk.call(listImports, {})
  await expect(importFolder(desk, folder)).rejects.toMatchObject({ reason: 'import.running' })
  expect(sums(await first)).toMatchObject({ created: 800 })
})

test('reports are kept: what came in last week can be read today', async () => {
  const desk = await newDesk()
  const imported = await importNow(desk, folderOf({ 'a.ndjson': ndjson(aPatient('p'), '{') }))
  await importNow(desk, folderOf({ 'a.ndjson': ndjson(aPatient('q')) }))
  const { runs } = await desk.call(listImports, {})
  expect(runs).toMatchObject([
    { read: 1, stored: 1, refused: 0, state: 'finished' },
    { read: 2, stored: 1, refused: 1, state: 'finished' },
  ])
  const { importId } = imported.run
  const { report, refusals } = await desk.call(getImport, { importId })
  expect(report).toEqual(imported.report)
  expect(refusals.lines).toEqual(imported.refusals)
  expect((await desk.call(chooseFolder, {})).choice).not.toBeNull()
})
