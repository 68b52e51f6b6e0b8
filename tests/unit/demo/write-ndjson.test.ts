import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { demoPractice } from '../../../tools/demo/practice.ts'
import { writeNdjson } from '../../../tools/demo/write-ndjson.ts'
import { linesOf, today } from './read-demo.ts'

const options = { patients: 30, seed: 1, today }

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'holdfast-demo-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

const namesIn = (at: string) => readdirSync(at).filter((name) => !name.startsWith('.'))

test('writes one file for each type, a resource a line, and counts them', async () => {
  const at = folder()
  const counts = await writeNdjson(demoPractice(options), at, false)
  expect(namesIn(at).toSorted()).toEqual([...counts.keys()].map((type) => `${type}.ndjson`).toSorted())
  const written: string[] = []
  for (const [type, count] of counts) {
    const lines = readFileSync(join(at, `${type}.ndjson`), 'utf8')
      .trimEnd()
      .split('\n')
    expect(lines.length).toBe(count)
    expect(lines.every((line) => line.startsWith(`{"resourceType":"${type}"`))).toBe(true)
    written.push(...lines)
  }
  expect(written.toSorted()).toEqual(linesOf(options).toSorted())
})

test('writes over its own files, packed or not, and leaves none of the last time', async () => {
  const at = folder()
  await writeNdjson(demoPractice(options), at, false)
  await writeNdjson(demoPractice({ ...options, depth: 'index' }), at, true)
  expect(namesIn(at)).toHaveLength(7)
  expect(namesIn(at).every((name) => name.endsWith('.ndjson.gz'))).toBe(true)
  const patients = gunzipSync(readFileSync(join(at, 'Patient.ndjson.gz')))
    .toString('utf8')
    .trimEnd()
    .split('\n')
  expect(patients).toHaveLength(30)
})

test('does not touch what somebody else put there', async () => {
  const at = folder()
  writeFileSync(join(at, 'Patient.ndjson'), 'theirs')
  await expect(writeNdjson(demoPractice(options), at, false)).rejects.toThrow('did not write')
  expect(readFileSync(join(at, 'Patient.ndjson'), 'utf8')).toBe('theirs')
})
