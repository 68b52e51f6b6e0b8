/** `npm run demo`: writes the demo practice to a folder, to import or to look at. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { demoPractice } from './demo/practice.ts'
import { writeNdjson } from './demo/write-ndjson.ts'
import { root } from './proc.ts'

const usage = `npm run demo -- [--patients 400] [--seed 1] [--today YYYY-MM-DD] [--out ${join('out', 'demo')}] [--gzip]
                [--depth full|index] [--long-chart]`

export async function task(args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  if (!options) {
    console.error(usage)
    return 2
  }
  const { out, gzip, ...demo } = options
  const start = performance.now()
  let counts: Map<string, number>
  try {
    counts = await writeNdjson(demoPractice(demo), out, gzip)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  }
  const seconds = (performance.now() - start) / 1000
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  for (const [type, count] of counts) console.log(`${String(count).padStart(9)}  ${type}`)
  console.log(
    `${String(total).padStart(9)}  resources in ${seconds.toFixed(1)} s (${Math.round(total / seconds)} a second)`,
  )
  console.log(`seed ${demo.seed}, today ${demo.today}: ${out}`)
  return 0
}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        patients: { type: 'string', default: '400' },
        seed: { type: 'string', default: '1' },
        today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
        out: { type: 'string', default: join(root, 'out', 'demo') },
        depth: { type: 'string', default: 'full' },
        gzip: { type: 'boolean', default: false },
        'long-chart': { type: 'boolean', default: false },
      },
    })
    const patients = Number(values.patients)
    if (!Number.isSafeInteger(patients) || patients < 1) return null
    if (values.depth !== 'full' && values.depth !== 'index') return null
    if (!/^\d{4}-\d{2}-\d{2}$/.test(values.today)) return null
    const { seed, today, out, gzip, depth } = values
    return { patients, seed, today, out, gzip, depth, longChart: values['long-chart'] } as const
  } catch {
    return null
  }
}
