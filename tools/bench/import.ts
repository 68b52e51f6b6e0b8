/** Importing whole charts, and the room they and the measured practice take. */
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { demoPractice } from '../demo/practice.ts'
import { writeNdjson } from '../demo/write-ndjson.ts'
import { openDemoPractice } from '../kit/demo-practice.ts'
import { importFolder } from '../kit/import-folder.ts'
import type { Figure } from './figure.ts'
import { benchDay } from './people.ts'
import type { Filled } from './practice.ts'
import type { Rounds } from './search.ts'
import { inRounds, median } from './stats.ts'
import { fileOf } from './store-file.ts'

type Imported = { perSecond: number; resources: number; bytes: number }

export async function* importing(
  practice: Filled,
  folder: string,
  quick: boolean,
  rounds: Rounds,
): AsyncGenerator<Figure> {
  const patients = quick ? 30 : 150
  const source = join(folder, 'charts')
  await writeNdjson(demoPractice({ patients, seed: 2, today: benchDay }), source, false)
  const measured = await inRounds(
    () => importOnce(source, join(folder, 'imported'), practice.demo.keyInFile),
    ({ perSecond }) => perSecond,
    rounds,
  )
  rmSync(source, { recursive: true })
  const { resources = 0, bytes = 0 } = measured[0] ?? {}
  yield {
    name: 'store.import.rate',
    value: median(measured.map(({ perSecond }) => perSecond)),
    unit: 'resources/s',
    bar: null,
    note: `${resources} resources of ${patients} whole charts into an empty store, median of ${measured.length} rounds`,
  }
  yield {
    name: 'store.import.rate-filling',
    value: practice.resources / practice.fillSeconds,
    unit: 'resources/s',
    bar: null,
    note: `${practice.resources} resources, measured when the practice was filled`,
  }
  yield {
    name: 'store.size.per-patient',
    value: statSync(fileOf(practice)).size / practice.patients / 1024,
    unit: 'KiB',
    bar: null,
    note: `the store of ${practice.patients} patients with demographics, insurance and allergies`,
  }
  yield {
    name: 'store.size.per-resource',
    value: bytes / resources / 1024,
    unit: 'KiB',
    bar: null,
    note: `the store of ${patients} whole charts: originals, rows, and the ops that wait to be sent`,
  }
}

async function importOnce(source: string, profile: string, keyInFile: boolean): Promise<Imported> {
  rmSync(profile, { recursive: true, force: true })
  const { desk } = await openDemoPractice({ profile, keyInFile })
  const start = performance.now()
  const { report, run } = await importFolder(desk, source)
  const seconds = (performance.now() - start) / 1000
  desk.close()
  if (run.state !== 'finished') throw new Error(`the import ended as ${run.state}`)
  const resources = report.types.reduce((total, type) => total + type.stored, 0)
  const bytes = statSync(join(profile, 'store', 'clinical.db')).size
  rmSync(profile, { recursive: true })
  return { resources, bytes, perSecond: resources / seconds }
}
