/** What `npm run bench` was asked for. */
import { parseArgs } from 'node:util'
import { areaNames, isArea, type AreaName } from './areas.ts'

export type BenchOptions = Readonly<{
  areas: readonly AreaName[]
  json: boolean
  /** How many patients the practice has. */
  patients: number
  /** A first look: a small practice, one round. Its figures are no measure of the product. */
  quick: boolean
}>

export const usage = `npm run bench [-- --only ${areaNames.join('|')}] [--json] [--patients N] [--quick]`

/** Null where the command line says something else. */
export function readOptions(args: readonly string[]): BenchOptions | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        json: { type: 'boolean', default: false },
        patients: { type: 'string' },
        quick: { type: 'boolean', default: false },
      },
    })
    const { json, quick } = values
    const asked = values.only?.flatMap((names) => names.split(',')) ?? areaNames
    const areas = areaNames.filter((name) => asked.includes(name))
    const patients = Number(values.patients ?? (quick ? 5000 : 100_000))
    if (!asked.every(isArea) || !Number.isSafeInteger(patients) || patients < 500) return null
    return { areas, json, quick, patients }
  } catch {
    return null
  }
}
