/** The demo practice of `npm start`: first run, and its records imported as anybody's would be. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { ImportProgress } from '../../shared/exchange/import-report.ts'
import { demoPractice } from '../demo/practice.ts'
import { writeNdjson } from '../demo/write-ndjson.ts'
import { openDemoPractice, readDemo } from '../kit/demo-practice.ts'
import { fillDemoSchedule } from '../kit/demo-schedule.ts'
import { importFolder } from '../kit/import-folder.ts'

/** Lies in a profile whose demo practice is complete. */
const filled = (profile: string): string => join(profile, 'demo-filled')

/** What is in a profile. A practice that is not a demonstration is `other`, and not ours to touch. */
export function demoState(profile: string): 'ready' | 'none' | 'other' {
  if (!readDemo(profile)) return existsSync(join(profile, 'store')) ? 'other' : 'none'
  return existsSync(filled(profile)) ? 'ready' : 'none'
}

export type DemoParts = Readonly<{
  profile: string
  keyInFile: boolean
  patients: number
  /** One of them has 23 years of chart, which is as much to read and to send as those of fifty others; true where it is not said. */
  longChart?: boolean
  /** YYYY-MM-DD; the charts end the day before. */
  today: string
  /** What its schedule is laid around, ms since 1970; now where it is not said; null: it keeps none. */
  now?: number | null
  /** Folders to import beside what is made up. */
  more?: readonly string[]
  onProgress?(progress: ImportProgress): void
}>

/**
 * Makes the practice, or goes on where making it was stopped: importing the same again changes nothing. Resolves to
 * how many resources were read.
 */
export async function fillDemoPractice(parts: DemoParts): Promise<number> {
  const { profile, keyInFile, patients, today, longChart = true } = parts
  const { now = Date.now(), more = [], onProgress } = parts
  const { desk } = await openDemoPractice({ profile, keyInFile })
  const temporary = mkdtempSync(join(tmpdir(), 'holdfast-demo-'))
  const folder = join(temporary, 'demo-practice')
  try {
    await writeNdjson(demoPractice({ patients, seed: 1, today, depth: 'full', longChart }), folder, false)
    let read = 0
    const sources: [place: string, source: string][] = [
      [folder, 'Demo practice'],
      ...more.map((place): [string, string] => [place, basename(place)]),
    ]
    for (const [place, source] of sources) {
      const { run, report } = await importFolder(desk, place, { source, ...(onProgress && { onProgress }) })
      if (run.state !== 'finished')
        throw new Error(`the import of ${place} was ${run.state} (${run.reason ?? ''})`)
      read += report.types.reduce((sum, type) => sum + type.read, 0)
    }
    if (now !== null) await fillDemoSchedule(desk, { seed: '1', now })
    writeFileSync(filled(profile), '')
    return read
  } finally {
    desk.close()
    rmSync(temporary, { recursive: true, force: true })
  }
}
