/** An import that is stopped half-way, by a person or by a power cut, goes on from there and ends as if it had not been. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listImports } from '../../shared/exchange/get-import.ts'
import { ImportNews } from '../../shared/exchange/import-report.ts'
import { cancelImport } from '../../shared/exchange/start-import.ts'
import { demoPractice } from '../../tools/demo/practice.ts'
import { writeNdjson } from '../../tools/demo/write-ndjson.ts'
import { openDemoPractice } from '../../tools/kit/demo-practice.ts'
import { importFolder } from '../../tools/kit/import-folder.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { bundled, runChild } from '../kit/children.ts'
import { halves } from '../kit/halves.ts'
import { countOps, digestsOf, importNow, sums } from '../kit/imports.ts'
import { makeFolder, newPractice, practiceIn, removeFolder, tempFolder } from '../kit/practice.ts'

const made = [makeFolder(true), makeFolder(true)]
const [folder = '', profile = ''] = made
let whole: Record<string, string>
let total: number

/** Some thousand resources, and what they are when nothing comes between. */
beforeAll(async () => {
  const practice = demoPractice({
    patients: 40,
    seed: 5,
    today: '2026-11-20',
    depth: 'full',
    longChart: false,
  })
  const counts = await writeNdjson(practice, folder, false)
  total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const desk = await practiceIn(profile)
  const imported = await importNow(desk, folder)
  if (sums(imported).created !== total) throw new Error('not everything came in undisturbed')
  whole = digestsOf(desk)
  desk.close()
})
afterAll(() => made.forEach(removeFolder))

/** The folder once more, and then once more. */
async function expectWhole(desk: Workstation): Promise<void> {
  expect(sums(await importNow(desk, folder))).toMatchObject({ read: total, changed: 0, refused: 0 })
  expect(digestsOf(desk)).toEqual(whole)
  expect(halves(desk)).toEqual([])
  const ops = countOps(desk)
  expect(sums(await importNow(desk, folder))).toMatchObject({ created: 0, changed: 0, unchanged: total })
  expect(countOps(desk)).toBe(ops)
}

test('cancelled by a person, then again', async () => {
  const desk = await newPractice({ profile: tempFolder(true) })
  const deaf = desk.listen((event, value) => {
    if (event !== 'import') return
    const { importId, state, progress } = ImportNews.parse(value)
    // at the first news of anything: a machine that has nothing else to do is done before the next
    if (state === 'running' && (progress?.done ?? 0) > 0) void desk.call(cancelImport, { importId })
  })
  const stopped = await importNow(desk, folder)
  deaf()
  expect(stopped.run.state).toBe('cancelled')
  const { created } = sums(stopped)
  expect(created).toBeGreaterThan(0)
  expect(created).toBeLessThan(total)
  // what the report says is in is in
  expect(desk.session.store.read.rows('SELECT 1 FROM originals')).toHaveLength(created)
  await expect(desk.call(cancelImport, { importId: stopped.run.importId })).rejects.toMatchObject({
    reason: 'import.not-running',
  })
  await expectWhole(desk)
})

test('cancelled at once by whoever started it, then again', async () => {
  const desk = await newPractice({ profile: tempFolder(true) })
  const stop = new AbortController()
  const stopped = await importFolder(desk, folder, {
    source: 'Old EHR',
    signal: stop.signal,
    onProgress: () => stop.abort(),
  })
  expect(stopped.run.state).toBe('cancelled')
  expect(sums(stopped).created).toBeLessThan(total)
  await expectWhole(desk)
})

let child = ''
beforeAll(() => void (child = bundled('import-child')))

describe('killed', () => {
  test('three times half-way, then again', async () => {
    const place = tempFolder(true)
    for (const part of [0.2, 0.5, 0.8]) {
      const { signal } = await runChild(child, [place, folder, String(total * part)])
      expect(signal).toBe('SIGKILL')
      const { desk } = await openDemoPractice({ profile: place, keyInFile: true })
      expect(halves(desk)).toEqual([])
      // a run that nobody is at any more was interrupted
      const [last] = (await desk.call(listImports, {})).runs
      expect(last).toMatchObject({ state: 'interrupted', refused: 0 })
      const stored = desk.session.store.read.rows('SELECT 1 FROM originals').length
      expect(stored).toBeGreaterThan(total * part)
      expect(stored).toBeLessThan(total)
      desk.close()
    }
    const { desk } = await openDemoPractice({ profile: place, keyInFile: true })
    await expectWhole(desk)
    desk.close()
  })
})
