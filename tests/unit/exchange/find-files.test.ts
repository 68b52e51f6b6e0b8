import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findFiles } from '../../../src-main/exchange/find-files.ts'
import { folderOf } from '../../kit/import-files.ts'

const namesIn = async (folder: string) => (await findFiles(folder)).map(({ name }) => name)

test('what others refer to comes first; then Bundles, then what is read together', async () => {
  const folder = folderOf({
    'Observation.ndjson': '',
    'CarePlan.ndjson': '',
    'Condition.ndjson': '',
    'Patient.ndjson.gz': '',
    'MedicationRequest.ndjson': '',
    'Medication.ndjson': '',
    'sub/hospitalInformation1.json': '{}',
    'PractitionerRole.ndjson': '',
    'Adams_Ann.json': '{}',
    'readme.md': '',
    'data.csv': '',
    'wtage.csv': '',
    'notes.json.bak': '',
  })
  const files = await findFiles(folder)
  expect(files.map(({ name }) => name)).toEqual([
    'sub/hospitalInformation1.json',
    'PractitionerRole.ndjson',
    'Medication.ndjson',
    'Patient.ndjson.gz',
    'Adams_Ann.json',
    'wtage.csv',
    'Condition.ndjson',
    'CarePlan.ndjson',
    'MedicationRequest.ndjson',
    'Observation.ndjson',
  ])
  expect(files.filter(({ joins }) => joins).map(({ name }) => name)).toEqual([
    'Condition.ndjson',
    'CarePlan.ndjson',
    'MedicationRequest.ndjson',
    'Observation.ndjson',
  ])
  expect(files.find(({ gzip }) => gzip)).toMatchObject({ name: 'Patient.ndjson.gz', form: 'lines' })
  expect(files.find(({ form }) => form === 'growth-table')?.name).toBe('wtage.csv')
})

test('one file may be named instead of a folder', async () => {
  const folder = folderOf({ 'a.json': '{}', 'b.json': '{}' })
  expect(await namesIn(join(folder, 'b.json'))).toEqual(['b.json'])
})

test('names that would mislead a shell, a terminal or a path are only names', async () => {
  const names = [
    '-rf.json',
    '$(reboot).json',
    'a\nb.json',
    'a;b|c&d.json',
    'O\'Keefe "x".json',
    'Ángela_Guzmán.json',
    '\u202egnp.json',
    '.hidden.json',
    '...json',
    'x'.repeat(240) + '.json',
  ]
  const folder = folderOf(Object.fromEntries(names.map((name) => [name, '{}'])))
  expect((await namesIn(folder)).toSorted()).toEqual(names.toSorted())
})

test('links to folders are not followed, links to files are; what cannot be reached is passed over', async () => {
  const folder = folderOf({ 'a/one.json': '{}' })
  symlinkSync(folder, join(folder, 'a', 'circle'))
  symlinkSync(join(folder, 'a', 'one.json'), join(folder, 'two.json'))
  symlinkSync(join(folder, 'nowhere.json'), join(folder, 'broken.json'))
  expect(await namesIn(folder)).toEqual(['a/one.json', 'two.json'])
})

test('a folder called like a file is none', async () => {
  const folder = folderOf({ 'a.json': '{}' })
  mkdirSync(join(folder, 'b.json'))
  expect(await namesIn(folder)).toEqual(['a.json'])
})

test('a folder that is not there throws', async () => {
  await expect(findFiles('/nowhere/at/all')).rejects.toThrow('ENOENT')
  const folder = folderOf({ 'a.json': '{}' })
  chmodSync(join(folder, 'a.json'), 0o000)
  // it is found; that it may not be read is said where it is read
  expect(await namesIn(folder)).toEqual(['a.json'])
})
