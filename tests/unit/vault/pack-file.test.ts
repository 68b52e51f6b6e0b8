/** The sealed file of the downtime pack: it opens here, with this key, whole, or not at all. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PackManifest } from '../../../shared/downtime/pack.ts'
import { newKey, packKey } from '../../../src-main/vault/keys.ts'
import { readPackFile, writePackFile } from '../../../src-main/vault/pack-file.ts'
import { reasonOf } from '../../kit/closed-practice.ts'
import { cannotMount, smallDisk } from '../../kit/mounts.ts'
import { tempFolder } from '../../kit/practice.ts'

const key = packKey(newKey())
const owner = { tenant: 'tenant', device: 'device' }
const manifestOf = (name: string): PackManifest => ({
  format: 1,
  practiceName: 'Harbor Street',
  madeAt: '2026-11-23T15:05:00.000Z',
  dataAsOf: null,
  pages: 9,
  front: { from: 1, to: 3 },
  forms: { from: 5, to: 9 },
  patients: [{ patientId: 'p', name, birthDate: null, mrn: '1', why: ['today'], pages: { from: 4, to: 4 } }],
})
const paper = (text: string) => new Uint8Array(Buffer.from(`%PDF ${text} `.repeat(500)))

async function written(name = 'Quixotl', folder = tempFolder(true)) {
  const file = join(folder, 'downtime-pack')
  const bytes = await writePackFile(file, key, owner, { manifest: manifestOf(name), pdf: paper(name) })
  return { file, bytes }
}

test('it opens to what was written, and nothing of it is in the clear', async () => {
  const { file, bytes } = await written()
  const { manifest, pdf } = await readPackFile(file, key, owner)
  expect(manifest).toEqual(manifestOf('Quixotl'))
  expect(pdf.equals(Buffer.from(paper('Quixotl')))).toBe(true)
  const sealed = readFileSync(file)
  expect([bytes, statSync(file).mode & 0o077, existsSync(`${file}.new`)]).toEqual([sealed.length, 0, false])
  for (const word of ['Quixotl', 'PDF', 'Harbor', 'patients', 'madeAt'])
    expect(sealed.includes(word)).toBe(false)
})

test('what was handed over in the clear is wiped', async () => {
  const pdf = paper('Quixotl')
  await writePackFile(join(tempFolder(true), 'p'), key, owner, { manifest: manifestOf('Quixotl'), pdf })
  expect(pdf.every((byte) => byte === 0)).toBe(true)
})

test('with another key, on another workstation, for another practice it does not open', async () => {
  const { file } = await written()
  const tries = [
    () => readPackFile(file, packKey(newKey()), owner),
    () => readPackFile(file, key, { ...owner, device: 'other' }),
    () => readPackFile(file, key, { ...owner, tenant: 'other' }),
  ]
  for (const each of tries) expect(await reasonOf(each())).toBe('pack.damaged')
  expect(await reasonOf(readPackFile(join(tempFolder(true), 'none'), key, owner))).toBe('pack.none')
})

test('one bit of it anywhere, a part of it, or half of another pack: damaged, never another pack', async () => {
  const { file } = await written()
  const whole = readFileSync(file)
  const refused = async (bytes: Buffer) => {
    writeFileSync(file, bytes)
    return reasonOf(readPackFile(file, key, owner))
  }
  for (let at = 0; at < whole.length; at += Math.max(1, Math.floor(whole.length / 150))) {
    const bytes = Buffer.from(whole)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (at & 7))
    expect([at, await refused(bytes)]).toEqual([at, 'pack.damaged'])
  }
  for (const length of [0, 7, 11, 12, 40, whole.length - 1])
    expect([length, await refused(whole.subarray(0, length))]).toEqual([length, 'pack.damaged'])
  expect(await refused(Buffer.concat([whole, Buffer.from([0])]))).toBe('pack.damaged')
  expect(await refused(randomBytes(4096))).toBe('pack.damaged')
  // both halves are real, and of two packs
  const other = readFileSync((await written('Another')).file)
  const end = (bytes: Buffer) => 12 + bytes.readUInt32BE(8)
  expect(await refused(Buffer.concat([whole.subarray(0, end(whole)), other.subarray(end(other))]))).toBe(
    'pack.damaged',
  )
  expect(await refused(whole)).toBe('ok')
})

test.skipIf(cannotMount !== null)(
  'on a full disk the pack there was stays, and nothing is left beside it',
  async () => {
    const disk = smallDisk(256)
    const { file } = await written('First', disk.folder)
    const before = readFileSync(file)
    const large = { manifest: manifestOf('Second'), pdf: new Uint8Array(randomBytes(512 * 1024)) }
    expect(await reasonOf(writePackFile(file, key, owner, large))).toBe('store.disk-full')
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(existsSync(`${file}.new`)).toBe(false)
  },
)
