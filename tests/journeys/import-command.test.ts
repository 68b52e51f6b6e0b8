/** The command line: its own process, its own sign-in, one object on its output. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { openDemoPractice } from '../../tools/kit/demo-practice.ts'
import { root } from '../../tools/proc.ts'
import { aCondition, anObservation, aPatient, folderOf, ndjson } from '../kit/import-files.ts'
import { rowsOf } from '../kit/imports.ts'
import { tempFolder } from '../kit/practice.ts'

async function command(...args: string[]) {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'tools/run.ts'), 'import', ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOLDFAST_PASSWORD: 'never read' } },
  )
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ])
  return { code, output, errors }
}

type Told = {
  run: { state: string }
  totals: Record<string, number>
  refusals: { file: string; line: number; path: string; reason: string }[]
  figures: { seconds: number; peakMemory: number; cpu: { vault: number } }
}

/** A demonstration whose key lies beside it: what needs no keychain and no person. */
async function demoProfile(): Promise<string> {
  const profile = tempFolder(true)
  const { desk } = await openDemoPractice({ profile, keyInFile: true })
  desk.close()
  return profile
}

test('imports, says what came of it, and changes nothing the second time', async () => {
  const profile = await demoProfile()
  const folder = folderOf({
    'a.ndjson': ndjson(aPatient('p'), aCondition('c', 'p'), anObservation('o', 'nobody')),
  })
  const first = await command(folder, '--profile', profile, '--source', 'Old EHR', '--json')
  // refused resources are reported; they are no failure of the command
  expect(first.code).toBe(0)
  const told = JSON.parse(first.output) as Told
  expect(told).toMatchObject({
    run: { state: 'finished', source: 'Old EHR' },
    totals: { read: 3, stored: 2, refused: 1, created: 2, unchanged: 0 },
    refusals: [{ file: 'a.ndjson', line: 3, path: 'Observation', reason: 'patient.not-found' }],
  })
  expect(told.figures.peakMemory).toBeGreaterThan(10_000_000)
  expect(told.figures.cpu.vault).toBeGreaterThan(0)

  const second = await command(folder, '--profile', profile, '--source', 'Old EHR')
  expect(second.code).toBe(0)
  expect(second.output).toMatch(/^all +3 +2 +2 +0 +1 +0 +0 +2$/m)
  expect(second.output).toContain(
    'a.ndjson:3 Observation: Its patient is neither in this import nor in the records',
  )
  // what opens the practice is told to nobody
  const { demo, desk } = await openDemoPractice({ profile, keyInFile: true })
  expect(first.output + first.errors + second.output + second.errors).not.toContain(demo.password)
  expect(rowsOf(desk)['problems']).toHaveLength(1)
  desk.close()
})

test('nothing to read, no folder, no practice and no sense end with another code and say why', async () => {
  const profile = await demoProfile()
  const empty = await command(folderOf({ 'notes.txt': 'x' }), '--profile', profile)
  expect(empty.code).toBe(1)
  expect(empty.output).toContain('nothing in it that can be imported')
  const bad = await command(folderOf({ 'a.json': 'x' }), '--profile', profile)
  expect(bad.code).toBe(1)
  expect(bad.output).toContain('a.json:1: This is not JSON')
  const gone = await command('/nowhere/at/all', '--profile', profile)
  expect([gone.code, gone.errors]).toEqual([1, 'there is no folder /nowhere/at/all\n'])
  const none = await command(folderOf({}), '--profile', tempFolder(true))
  expect(none.code).toBe(1)
  expect(none.errors).toContain('there is no practice in')
  const usage = await command()
  expect(usage.code).toBe(2)
  expect(usage.errors).toContain('npm run import -- DIR')
})
