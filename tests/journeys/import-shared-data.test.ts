/** Records that nobody on this project made, where they lie beside it. The largest folder is measured by a bench. */
import { describe, expect, test } from 'vitest'
import { addsUp } from '../../shared/exchange/import-report.ts'
import { countResources } from '../kit/count-resources.ts'
import { halves } from '../kit/halves.ts'
import { countOps, digestsOf, importNow, rowsOf, sums } from '../kit/imports.ts'
import { newPractice, tempFolder } from '../kit/practice.ts'
import { sharedData } from '../kit/shared-data.ts'

const folders = [
  { name: 'fhir-patients/synthea-2019-r4', patients: 35 },
  { name: 'fhir-patients/synthea-2020-iris', patients: 6 },
  { name: 'us-core/ig-examples', patients: 4 },
]

describe.each(folders)('$name', ({ name, patients }) => {
  const folder = sharedData(name, `the import of ${name}`)
  test.skipIf(folder === null)(
    'everything in it goes in, as counted in another way, and a second time changes nothing',
    async () => {
      const desk = await newPractice({ profile: tempFolder(true) })
      const first = await importNow(desk, folder ?? '')
      expect(first.run.state).toBe('finished')
      expect(first.refusals).toEqual([])
      const read = new Map(first.report.types.map((type) => [type.resourceType, type.read]))
      expect(read).toEqual(countResources(folder ?? ''))
      expect(addsUp(first.report)).toBe(true)
      const rows = digestsOf(desk)
      expect(rows['patients']).toMatch(new RegExp(`^${patients} `))
      expect(halves(desk)).toEqual([])
      const ops = countOps(desk)
      const second = await importNow(desk, folder ?? '')
      expect(sums(second)).toMatchObject({ created: 0, changed: 0, unchanged: sums(first).read })
      expect(digestsOf(desk)).toEqual(rows)
      expect(countOps(desk)).toBe(ops)
    },
    600_000,
  )
})

const growth = sharedData('codes/growth-cdc', 'the import of the growth tables of the CDC')
test.skipIf(growth === null)(
  'the growth tables of the CDC are loaded, all eight for both sexes',
  async () => {
    const desk = await newPractice({ profile: tempFolder(true) })
    const first = await importNow(desk, growth ?? '')
    expect(sums(first)).toMatchObject({ read: 8, created: 8, refused: 0 })
    expect(rowsOf(desk)['growthReferences']).toHaveLength(16)
    expect(sums(await importNow(desk, growth ?? ''))).toMatchObject({ created: 0, unchanged: 8 })
  },
)
