import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { measureAt } from '../../../tools/demo/chart/growth.ts'
import { acute } from '../../../tools/demo/data/acute.ts'
import { chronic } from '../../../tools/demo/data/chronic.ts'
import { drugs } from '../../../tools/demo/data/drugs.ts'
import { farTowns, towns } from '../../../tools/demo/data/places.ts'
import { vaccines } from '../../../tools/demo/data/vaccines.ts'
import { sharedData, linesOf } from './read-demo.ts'

const rowsOf = (file: string, separator = '\t') => {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text.split(/\r?\n/).map((line) => line.split(separator))
}

const icd = sharedData('codes/icd-10-cm/icd10cm-2026.tsv.gz')
test.skipIf(icd === null)('every diagnosis code may be billed', () => {
  const billable = new Set(rowsOf(icd ?? '').flatMap(([code = '', is]) => (is === '1' ? [code] : [])))
  const used = new Set<string>([...chronic, ...acute].map((each) => each.icd))
  for (const line of linesOf({ patients: 300 }))
    for (const [, code = ''] of line.matchAll(
      /"system":"http:\/\/hl7\.org\/fhir\/sid\/icd-10-cm","code":"([^"]+)"/g,
    ))
      used.add(code)
  expect(used.size).toBeGreaterThan(90)
  expect([...used].filter((code) => !billable.has(code))).toEqual([])
})

const cvx = sharedData('codes/cvx-mvx-vis/cvx.xml')
test.skipIf(cvx === null)('every vaccine code is one', () => {
  const known = new Set(
    [...readFileSync(cvx ?? '', 'utf8').matchAll(/<CVXCode>\s*(\w+)/g)].map(([, code]) => code),
  )
  expect([...vaccines.values()].filter((each) => !known.has(each.cvx)).map((each) => each.name)).toEqual([])
})

const rxnorm = sharedData('codes/rxnorm-subset/rxnorm-vsac-ecqm-2025.tsv')
test.skipIf(rxnorm === null)('drug codes mean the drug they stand beside', () => {
  const displays = new Map(
    rowsOf(rxnorm ?? '').map(([code = '', display = '']) => [code, display.toLowerCase()]),
  )
  const checked = [...drugs.values()].filter((drug) => drug.rxnorm !== null && displays.has(drug.rxnorm))
  expect(checked.length).toBeGreaterThan(40)
  const other = checked.filter((drug) => {
    const display = displays.get(drug.rxnorm ?? '') ?? ''
    const [ingredient = ''] = drug.name.split(' ')
    const strength = /([\d.,]+) mg(?!\/)/.exec(drug.name)?.[1]?.replace(',', '')
    return !display.includes(ingredient) || (strength !== undefined && !display.includes(` ${strength} mg`))
  })
  expect(other.map(({ name, rxnorm }) => `${name} ${rxnorm}: ${displays.get(rxnorm ?? '')}`)).toEqual([])
})

const zips = sharedData('codes/us-zip/geonames-us-postal.txt.gz')
test.skipIf(zips === null)('every ZIP code is of its town', () => {
  const places = new Map(rowsOf(zips ?? '').map((row) => [row[1], `${row[2]}, ${row[4]}`]))
  for (const town of [...towns, ...farTowns])
    for (const zip of town.zips) expect([zip, places.get(zip)]).toEqual([zip, `${town.name}, ${town.state}`])
})

const growth = sharedData('codes/growth-cdc')
test.skipIf(growth === null).each([
  ['lenageinf.csv', 'height', 0.03],
  ['statage.csv', 'height', 0.03],
  ['wtageinf.csv', 'weight', 0.07],
  ['wtage.csv', 'weight', 0.07],
  ['hcageinf.csv', 'head', 0.025],
] as const)('our growth formulas stay near the published medians: %s', (name, kind, within) => {
  // one table has its heading again in the middle; height ends at eighteen
  const rows = rowsOf(join(growth ?? '', name), ',').filter(
    ([sex = '', months]) => /^[12]$/.test(sex) && Number(months) <= 216,
  )
  const off = rows.map(([sex, months, , median]) => {
    const ours = measureAt(sex === '1' ? 'male' : 'female', kind, Number(months) / 12, 0)
    return Math.abs(ours / Number(median) - 1)
  })
  expect(off.length).toBeGreaterThan(30)
  expect(Math.max(...off)).toBeLessThan(within)
})
