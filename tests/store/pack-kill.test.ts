/** kill -9 while the downtime pack is written: there is the old one or the new one, whole. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { readPackFile, writePackFile } from '../../src-main/vault/pack-file.ts'
import { bundled, runChild } from '../kit/children.ts'
import { tempFolder } from '../kit/practice.ts'

const rounds = 24
const key = randomBytes(32)
const owner = { tenant: 'tenant', device: 'device' }
const env = { HOLDFAST_KEY: key.toString('hex') }
let child = ''
beforeAll(() => void (child = bundled('pack-kill-child')))

/** The number of the pack that is there, whose every byte is of that number. */
async function numberIn(file: string): Promise<number> {
  const { manifest, pdf } = await readPackFile(file, key, owner)
  expect(pdf.equals(Buffer.alloc(3_000_000, manifest.practiceName))).toBe(true)
  return Number(manifest.practiceName)
}

test(`killed at random, ${rounds} times over: the last that was said to be written, or the one after it`, async () => {
  const file = join(tempFolder(), 'downtime-pack')
  let last = 0
  let killed = 0
  for (let round = 0; round < rounds; round += 1) {
    const { signal, lines } = await runChild(child, [file, '0'], {
      env: { ...env, HOLDFAST_FIRST: String(last + 1) },
      watch: (_line, process) => void setTimeout(() => process.kill('SIGKILL'), (round * 7) % 60),
    })
    expect(signal).toBe('SIGKILL')
    const said = (lines.at(-1) as { n: number }).n
    const there = await numberIn(file)
    expect([said, said + 1]).toContain(there)
    if (existsSync(`${file}.new`)) killed += 1
    last = there
  }
  console.log(`killed ${rounds} times at random: ${last} packs written; ${killed} times in the middle of one`)
})

test('killed at every step of writing one', async () => {
  const outcomes = { old: 0, new: 0 }
  let steps = Number.POSITIVE_INFINITY
  for (let step = 1; step <= steps; step += 1) {
    const file = join(tempFolder(), 'downtime-pack')
    const manifest = {
      format: 1 as const,
      practiceName: '0',
      madeAt: '',
      dataAsOf: null,
      pages: 1,
      front: { from: 1, to: 1 },
      forms: { from: 1, to: 1 },
      patients: [],
    }
    await writePackFile(file, key, owner, { manifest, pdf: new Uint8Array(Buffer.alloc(3_000_000, '0')) })
    const { signal, lines, errors } = await runChild(child, [file, String(step)], { env })
    const said = lines[0] as { steps: number } | undefined
    if (said) steps = said.steps
    expect([signal, errors]).toEqual([said ? null : 'SIGKILL', ''])
    outcomes[(await numberIn(file)) === 0 ? 'old' : 'new'] += 1
  }
  console.log(
    `killed at each of ${steps} steps: ${outcomes.old} times the old pack, ${outcomes.new} times the new`,
  )
  expect(steps).toBeGreaterThan(6)
  expect(outcomes.old).toBeGreaterThan(3)
  expect(outcomes.new).toBeGreaterThan(1)
})
