import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isGrowthTable, readGrowthTable } from '../../../shared/exchange/growth-table.ts'
import { Refused } from '../../../shared/exchange/refusal.ts'
import { sharedData } from '../../kit/shared-data.ts'

const header = 'Sex,Agemos,L,M,S,P3,P50'
const good = [
  header,
  '1,24,0.9,86.4,0.04,79,86',
  '1,24.5,1,86.8,0.04,80,86',
  '2,24,1.1,84.9,0.04,78,85',
  '2,24.5,1.2,85.3,0.04,79,85',
]
const csv = (lines: readonly string[]) => `${lines.join('\r\n')}\r\n`
const refusal = (lines: readonly string[], name = 'statage.csv') => {
  try {
    readGrowthTable(name, csv(lines))
    return null
  } catch (error) {
    return error instanceof Refused ? `${error.reason} ${error.detail}`.trim() : error
  }
}

test('a file holds the tables of both sexes, by growing age', () => {
  expect(readGrowthTable('STATAGE.CSV', csv(good.toReversed().toSpliced(0, 0, header).slice(0, -1)))).toEqual(
    [
      {
        chart: 'stature-for-age',
        sex: 'female',
        points: [
          [24, 1.1, 84.9, 0.04],
          [24.5, 1.2, 85.3, 0.04],
        ],
      },
      {
        chart: 'stature-for-age',
        sex: 'male',
        points: [
          [24, 0.9, 86.4, 0.04],
          [24.5, 1, 86.8, 0.04],
        ],
      },
    ],
  )
})

test('a header that comes again between the sexes, quotes, a mark and blank lines are passed over', () => {
  const plain = readGrowthTable('statage.csv', csv(good))
  const odd = [`\ufeff${good[0]}`, ...good.slice(1, 3), header, '', ...good.slice(3), '']
  expect(readGrowthTable('statage.csv', odd.join('\n'))).toEqual(plain)
  const quoted = good.map((line) => line.replaceAll(/[^,]+/g, '"$&"'))
  expect(readGrowthTable('statage.csv', csv(quoted))).toEqual(plain)
})

describe('what is not such a table is refused, by line', () => {
  test.each([
    ['other columns', good.with(0, 'Sex,Height,L,M,S'), 'growth.table line 1: other columns'],
    ['a third sex', good.with(2, '3,24.5,1,86.8,0.04'), 'growth.table line 3'],
    ['no number', good.with(3, '2,24,1.1,,0.04'), 'growth.table line 4'],
    ['a median that cannot be', good.with(3, '2,24,1.1,-3,0.04'), 'growth.table line 4'],
    ['words', good.with(4, '2,24.5,a,b,c'), 'growth.table line 5'],
    ['a line cut short', good.with(4, '2,24.5,1.2'), 'growth.table line 5'],
    ['one sex only', good.slice(0, 3), 'growth.table not both sexes'],
    ['nothing', [''], 'growth.table line 1: other columns'],
  ])('%s', (_what, lines, why) => {
    expect(refusal(good)).toBeNull()
    expect(refusal(lines)).toBe(why)
  })

  test('a length where an age should be', () => {
    expect(refusal(good, 'wtleninf.csv')).toBe('growth.table line 1: other columns')
    expect(refusal(good.with(0, 'Sex,Length,L,M,S'), 'wtleninf.csv')).toBeNull()
  })
})

test('only the names the CDC gives its files are taken for growth tables', () => {
  expect(['statage.csv', 'a/b/BMIagerev.csv'].every(isGrowthTable)).toBe(true)
  expect(['patients.csv', 'statage.csv.gz', 'statage.json', 'my-statage.csv.txt'].some(isGrowthTable)).toBe(
    false,
  )
})

const cdc = sharedData('codes/growth-cdc', 'the growth tables as the CDC publishes them')
test.skipIf(cdc === null)('every file of the CDC is read, a point for every line', () => {
  const files = readdirSync(cdc ?? '')
  expect(files).toHaveLength(8)
  for (const file of files) {
    const text = readFileSync(join(cdc ?? '', file), 'utf8')
    const tables = readGrowthTable(file, text)
    const lines = text.split(/\r?\n/).filter((line) => /^\d/.test(line))
    expect({ file, points: tables.flatMap(({ points }) => points).length }).toEqual({
      file,
      points: lines.length,
    })
    for (const { points } of tables) expect(points).toEqual(points.toSorted((a, b) => a[0] - b[0]))
  }
})
