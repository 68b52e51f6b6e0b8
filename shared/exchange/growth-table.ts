/** The growth reference tables of the CDC (NCHS, 2000) as they are published: one CSV file a chart, both sexes in it. */
import type { GrowthChart } from '../charting/growth-reference.ts'
import { Refused } from './refusal.ts'

export type GrowthTable = Readonly<{
  chart: GrowthChart
  sex: 'female' | 'male'
  /** Age in months or length in cm, then L, M and S, by growing age or length. */
  points: [number, number, number, number][]
}>

/** What a report counts these files under, beside the types of resources. */
export const growthTableType = 'Growth reference table'
export const growthTableSource = 'CDC growth charts, 2000'

/** The files differ in nothing but their names: five of them have the same columns. */
const charts: Readonly<Record<string, readonly [GrowthChart, 'Agemos' | 'Length' | 'Height']>> = {
  wtageinf: ['weight-for-age-infant', 'Agemos'],
  lenageinf: ['length-for-age', 'Agemos'],
  hcageinf: ['head-for-age', 'Agemos'],
  wtleninf: ['weight-for-length', 'Length'],
  wtage: ['weight-for-age', 'Agemos'],
  statage: ['stature-for-age', 'Agemos'],
  bmiagerev: ['bmi-for-age', 'Agemos'],
  wtstat: ['weight-for-stature', 'Height'],
}

const chartOf = (fileName: string) => charts[/(\w+)\.csv$/i.exec(fileName)?.[1]?.toLowerCase() ?? '']

export const isGrowthTable = (fileName: string): boolean => chartOf(fileName) !== undefined

const sexes: Readonly<Record<string, 'female' | 'male'>> = { 1: 'male', 2: 'female' }

/** Both tables of a file. Throws Refused (`growth.table`) where it is not as the CDC publishes it. */
export function readGrowthTable(fileName: string, csv: string): GrowthTable[] {
  const known = chartOf(fileName)
  const [header = '', ...lines] = csv.split(/\r?\n/)
  if (!known) throw new Refused('growth.table')
  const [chart, by] = known
  if (cellsOf(header).slice(0, 5).join() !== `Sex,${by},L,M,S`)
    throw new Refused('growth.table', '', 'line 1: other columns')
  const tables: GrowthTable[] = []
  for (const [index, line] of lines.entries()) {
    // between the sexes some files have their header again
    if (line.trim() === '' || cellsOf(line)[0] === 'Sex') continue
    const [sex = '', ...cells] = cellsOf(line)
    const [x = NaN, l = NaN, m = NaN, s = NaN] = cells.slice(0, 4).map((cell) => (cell === '' ? NaN : +cell))
    const whose = sexes[sex]
    if (!whose || ![x, l, m, s].every(Number.isFinite) || m <= 0 || s <= 0)
      throw new Refused('growth.table', '', `line ${index + 2}`)
    pointsOf(tables, chart, whose).push([x, l, m, s])
  }
  if (tables.length !== 2 || tables.some(({ points }) => points.length < 2 || points.length > 600))
    throw new Refused('growth.table', '', 'not both sexes')
  for (const { points } of tables) points.sort((a, b) => a[0] - b[0])
  return tables
}

function pointsOf(tables: GrowthTable[], chart: GrowthChart, sex: GrowthTable['sex']): GrowthTable['points'] {
  const known = tables.find((table) => table.sex === sex)
  if (known) return known.points
  const made: GrowthTable = { chart, sex, points: [] }
  tables.push(made)
  return made.points
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\ufeff/, '')
    .split(',')
    .map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
