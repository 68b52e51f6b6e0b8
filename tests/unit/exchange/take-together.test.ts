import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SourceFile } from '../../../src-main/exchange/find-files.ts'
import type { Taken, Taking } from '../../../src-main/exchange/take-file.ts'
import { takeTogether } from '../../../src-main/exchange/take-together.ts'

const fileNamed = (name: string): SourceFile => ({
  path: name,
  name,
  bytes: 1,
  form: 'lines',
  gzip: false,
  joins: true,
})

/** A file as the patients its resources are of; null for one that is of nobody. */
async function together(files: readonly (readonly (number | null)[])[]) {
  const named = files.map((_patients, at) => fileNamed(String(at)))
  const ended: string[] = []
  const open = (file: SourceFile): Taking =>
    (async function* () {
      for (const [ordinal, patient] of (files[Number(file.name)] ?? []).entries()) {
        await Promise.resolve()
        const original = { patientId: patient === null ? null : String(patient) }
        yield { outcome: { kind: 'ready', item: { original } }, file, ordinal, read: 0 } as unknown as Taken
      }
      return 'fhir' as const
    })()
  const taken: [file: number, ordinal: number, patient: number | null][] = []
  for await (const { file, ordinal, outcome } of takeTogether(named, open, Number, (file) =>
    ended.push(file.name),
  )) {
    const id = outcome.kind === 'ready' ? outcome.item.original.patientId : null
    taken.push([Number(file.name), ordinal, id === null ? null : Number(id)])
  }
  return { taken, ended }
}

test('files that follow the patients’ order are read patient by patient', async () => {
  const { taken, ended } = await together([
    [1, 1, 3],
    [1, 2, 3],
    [2, 4],
  ])
  expect(taken.map(([file, , patient]) => [patient, file])).toEqual([
    [1, 0],
    [1, 0],
    [1, 1],
    [2, 1],
    [2, 2],
    [3, 0],
    [3, 1],
    [4, 2],
  ])
  expect(ended.toSorted()).toEqual(['0', '1', '2'])
})

test('whatever the order: everything comes once, each file in its own order, and what is of nobody at once', async () => {
  const file = fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 6 }), async (files) => {
      const { taken, ended } = await together(files)
      expect(ended.toSorted()).toEqual(files.map((_file, at) => String(at)))
      for (const [at, patients] of files.entries())
        expect(taken.filter(([from]) => from === at)).toEqual(patients.map((patient, n) => [at, n, patient]))
    }),
  )
})
