import { describe, expect, test } from 'vitest'
import type { Refusal } from '../../../shared/exchange/import-report.ts'
import type { Incoming } from '../../../shared/exchange/store-batch.ts'
import { makeBatches } from '../../../src-main/exchange/make-batches.ts'
import type { Batch } from '../../../src-main/exchange/worker-protocol.ts'
import {
  aCondition,
  anObservation,
  aPatient,
  bundle,
  entry,
  folderOf,
  ndjson,
} from '../../kit/import-files.ts'
import { rowId } from '../../kit/prepare.ts'

async function batchesOf(folder: string) {
  const start = {
    root: folder,
    source: 'Old EHR',
    importId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a12',
    receivedAt: '2026-11-23T15:05:00.000Z',
  }
  const batches: Batch[] = []
  for await (const { batch } of makeBatches(start, () => Promise.resolve(null))) batches.push(batch)
  return batches
}

async function itemsOf(folder: string) {
  const batches = await batchesOf(folder)
  return {
    batches,
    items: batches.flatMap(({ items }): Incoming[] => items),
    refusals: batches.flatMap(({ refusals }): Refusal[] => refusals),
  }
}
const names = (items: readonly Incoming[]) =>
  items.map(({ file, line, original }) => `${file}:${line} ${original.resourceType}/${original.sourceId}`)

test('what comes before its patient is looked at again when all are known', async () => {
  const folder = folderOf({
    'a.json': bundle(anObservation('o1', 'p1'), aPatient('p2')),
    'b.json': bundle(aPatient('p1'), anObservation('o2', 'p2'), anObservation('o3', 'nobody')),
  })
  const { items } = await itemsOf(folder)
  expect(names(items)).toEqual([
    'a.json:1 Patient/p2',
    'b.json:1 Patient/p1',
    'b.json:1 Observation/o2',
    'a.json:1 Observation/o1',
    'b.json:1 Observation/o3',
  ])
  // the records may know the one that no file does
  expect(items.map(({ unseenPatient }) => unseenPatient)).toEqual([null, null, null, null, 'bound'])
})

test('a Bundle inside of which everything is called by urn:uuid goes together', async () => {
  const urn = (n: number) => `urn:uuid:0000000${n}-0000-4000-8000-000000000000`
  const folder = folderOf({
    'a.json': bundle(
      entry(urn(2), anObservation('', '', { id: undefined, subject: { reference: urn(1) } })),
      entry(urn(1), aPatient('ehr-77')),
    ),
  })
  const { items } = await itemsOf(folder)
  expect(names(items)).toEqual(['a.json:1 Patient/ehr-77', `a.json:1 Observation/${urn(2).slice(9)}`])
  const patientId = rowId('Patient', 'ehr-77', null)
  expect(items.map(({ original }) => original.patientId)).toEqual([patientId, patientId])
})

test('the files of a bulk export come patient by patient', async () => {
  const folder = folderOf({
    'Patient.ndjson': ndjson(aPatient('p1'), aPatient('p2')),
    'Condition.ndjson': ndjson(aCondition('c1', 'p1'), aCondition('c2', 'p2')),
    'Observation.ndjson.gz': ndjson(anObservation('o1', 'p1'), anObservation('o2', 'p2')),
  })
  expect(names((await itemsOf(folder)).items).map((name) => name.replace(/^.* /, ''))).toEqual([
    'Patient/p1',
    'Patient/p2',
    'Condition/c1',
    'Observation/o1',
    'Condition/c2',
    'Observation/o2',
  ])
})

test('the texts lie in one piece of memory beside their items', async () => {
  const { batches } = await itemsOf(folderOf({ 'a.ndjson': ndjson(aPatient('p1'), aPatient('p2')) }))
  const packed = batches.flatMap(({ items }) => items.map((item) => item.packed))
  expect(packed.every((each) => each && each.length > 20)).toBe(true)
  expect(new Set(packed.map((each) => each?.buffer)).size).toBe(1)
})

describe('what is told beside the resources', () => {
  test('files, those that hold no FHIR, and how far it is', async () => {
    const folder = folderOf({
      'package.json': '{"name":"export"}',
      'counts.json': '{"counts":{"Patient":1}}',
      'Patient.ndjson': ndjson(aPatient('p')),
    })
    const batches = await batchesOf(folder)
    expect(batches.reduce((sum, { files }) => sum + files, 0)).toBe(3)
    expect(batches.flatMap(({ notFhir }) => notFhir).toSorted()).toEqual(['counts.json', 'package.json'])
    expect(batches.at(-1)?.progress).toEqual({
      part: 1,
      file: 'package.json',
      later: 0,
      phase: 'second-look',
    })
  })

  test('growth tables by file', async () => {
    const rows = ['Sex,Agemos,L,M,S', '1,1,1,1,1', '1,2,1,1,1', '2,1,1,1,1', '2,2,1,1,1']
    const batches = await batchesOf(folderOf({ 'x/wtage.csv': rows.join('\n'), 'statage.csv': 'Sex\n' }))
    expect(batches.flatMap(({ growthTables }) => growthTables)).toMatchObject([
      { file: 'x/wtage.csv', tables: [{ chart: 'weight-for-age', sex: 'male' }, { sex: 'female' }] },
    ])
    expect(batches.flatMap(({ refusals }) => refusals)).toMatchObject([
      { file: 'statage.csv', resourceType: 'Growth reference table', reason: 'growth.table' },
    ])
  })

  test('a refusal by file, line, path and reason', async () => {
    const bad = anObservation('o', 'p', { effectiveDateTime: 'yesterday' })
    const folder = folderOf({
      'Patient.ndjson': ndjson(aPatient('p')),
      'Observation.ndjson': ndjson(anObservation('a', 'p'), bad, '{"resourceType":', anObservation('b', 'p')),
      'x.json': bundle(aPatient('q'), { ...bad, id: 'r' }),
    })
    const { items, refusals } = await itemsOf(folder)
    expect(items).toHaveLength(4)
    const place = { resourceType: 'Observation', reason: 'element.date', detail: '' }
    expect(refusals).toEqual([
      { ...place, file: 'x.json', line: 1, path: 'Bundle.entry[1].resource.effectiveDateTime' },
      { ...place, file: 'Observation.ndjson', line: 2, path: 'Observation.effectiveDateTime' },
      {
        file: 'Observation.ndjson',
        line: 3,
        resourceType: '',
        path: '',
        reason: 'json.invalid',
        detail: '',
      },
    ])
  })
})

test('a folder with nothing in it makes one batch of nothing', async () => {
  expect(await batchesOf(folderOf({}))).toMatchObject([{ items: [], refusals: [], files: 0 }])
})

test('no batch holds more than one transaction should, but for one resource that is larger by itself', async () => {
  const long = 'x'.repeat(60_000)
  const many = Array.from({ length: 40 }, (_, n) => anObservation(`o${n}`, 'p', { text: { div: long } }))
  const batches = await batchesOf(folderOf({ 'a.ndjson': ndjson(aPatient('p'), ...many) }))
  for (const { items } of batches)
    expect(items.slice(0, -1).reduce((sum, item) => sum + item.original.content.length, 0)).toBeLessThan(
      512 * 1024,
    )
  const small = Array.from({ length: 1000 }, (_, n) => anObservation(`o${n}`, 'p'))
  const counts = await batchesOf(folderOf({ 'a.ndjson': ndjson(aPatient('p'), ...small) }))
  expect(Math.max(...counts.map(({ items }) => items.length))).toBeLessThanOrEqual(260)
})
