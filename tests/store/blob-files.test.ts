/** The files of blobs: every byte of them sealed, any part readable by itself, and nothing shown that is not whole. */
import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../shared/kernel/errors.ts'
import { largestBlob } from '../../shared/sync/blobs.ts'
import { BlobFolder } from '../../src-main/blobs/blob-folder.ts'
import type { BlobWriter } from '../../src-main/blobs/blob-writer.ts'
import { chunkSize, fileLength, headerBytes, type BlobKeys } from '../../src-main/blobs/sealing.ts'
import { shaOf } from '../kit/documents.ts'
import { cannotMount, smallDisk } from '../kit/mounts.ts'
import { tempFolder } from '../kit/practice.ts'

const keysOf = (...epochs: number[]): BlobKeys => ({
  newest: Math.max(...epochs),
  of: new Map(epochs.map((epoch) => [epoch, Buffer.alloc(32, epoch)])),
})
const newFolder = (keys = keysOf(1), folder = join(tempFolder(true), 'blobs')) => ({
  blobs: new BlobFolder(folder, keys),
  folder,
})
const pathOf = (folder: string, sha: string) => join(folder, sha.slice(0, 2), sha)

async function write(writer: BlobWriter, bytes: Uint8Array, step = 70_001): Promise<void> {
  for (let at = 0; at < bytes.length; at += step) await writer.append(bytes.subarray(at, at + step))
}
async function keep(blobs: BlobFolder, bytes: Uint8Array): Promise<string> {
  const writer = await blobs.begin()
  await write(writer, bytes)
  return (await blobs.keep(writer)).sha
}
async function readAll(blobs: BlobFolder, sha: string): Promise<Buffer> {
  const reader = await blobs.open(sha)
  try {
    return await reader.read(0, reader.size)
  } finally {
    await reader.close()
  }
}
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.reason : String(error)),
  )

const sizes = [1, 15, chunkSize - 1, chunkSize, chunkSize + 1, 3 * chunkSize, 3 * chunkSize + 12_345]

test.each(sizes)('%i bytes come back as they were, whole and in any part', async (size) => {
  const { blobs, folder } = newFolder()
  const bytes = randomBytes(size)
  const sha = await keep(blobs, bytes)
  expect(sha).toBe(shaOf(bytes))
  expect(statSync(pathOf(folder, sha)).size).toBe(fileLength(size))
  expect((await readAll(blobs, sha)).equals(bytes)).toBe(true)
  const reader = await blobs.open(sha)
  for (let n = 0; n < 40; n += 1) {
    const from = Math.floor((n * 7919 * 31) % size)
    const to = Math.min(size + 100, from + 1 + ((n * 104_729) % (2 * chunkSize)))
    expect((await reader.read(from, to)).equals(bytes.subarray(from, to))).toBe(true)
  }
  await reader.close()
})

test('no byte of what is kept is on the disk in the clear, half-written or whole', async () => {
  const { blobs, folder } = newFolder()
  const marked = Buffer.from('Zanzibarquill insurance '.repeat(60_000))
  const writer = await blobs.begin()
  await write(writer, marked)
  const clear = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes('Zanzibarquill'))
  expect([readdirSync(join(folder, 'unfinished')).length, clear()]).toEqual([1, []])
  const { sha } = await blobs.keep(writer)
  expect([existsSync(pathOf(folder, sha)), readdirSync(join(folder, 'unfinished')), clear()]).toEqual([
    true,
    [],
    [],
  ])
  // the same bytes again are other bytes on the disk
  const before = readFileSync(pathOf(folder, sha))
  await keep(blobs, marked)
  expect(readFileSync(pathOf(folder, sha)).equals(before)).toBe(false)
})

describe('a file that is not what was written is named, and nothing of it is shown', () => {
  const size = 3 * chunkSize + 777
  const bytes = randomBytes(size)

  test('one bit of any part of it: header, chunk, tag, trailer', async () => {
    const { blobs, folder } = newFolder()
    const sha = await keep(blobs, bytes)
    const whole = readFileSync(pathOf(folder, sha))
    const places = [
      0,
      5,
      9,
      20,
      headerBytes - 1,
      headerBytes,
      whole.length - 1,
      whole.length - 20,
      whole.length - 57,
    ]
    for (let at = headerBytes + 100; at < whole.length; at += 40_009) places.push(at)
    for (const at of places) {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8))
      writeFileSync(pathOf(folder, sha), damaged)
      expect([at, await outcome(readAll(blobs, sha))]).toEqual([at, 'file.damaged'])
    }
    writeFileSync(pathOf(folder, sha), whole)
    expect(await outcome(readAll(blobs, sha))).toBe('ok')
  })

  test('cut, made longer, its chunks in another order, one of them twice, or another blob under its name', async () => {
    const { blobs, folder } = newFolder()
    const sha = await keep(blobs, bytes)
    const other = await keep(blobs, randomBytes(size))
    const whole = readFileSync(pathOf(folder, sha))
    const sealed = chunkSize + 16
    const part = (n: number) => whole.subarray(headerBytes + n * sealed, headerBytes + (n + 1) * sealed)
    const [head, rest] = [whole.subarray(0, headerBytes), whole.subarray(headerBytes + 3 * sealed)]
    const forged = {
      'cut short': whole.subarray(0, -1),
      'without its last chunk': Buffer.concat([
        whole.subarray(0, headerBytes + 3 * sealed),
        whole.subarray(-56),
      ]),
      'without its first chunk': Buffer.concat([head, part(1), part(2), rest]),
      longer: Buffer.concat([whole, Buffer.of(0)]),
      'in another order': Buffer.concat([head, part(1), part(0), part(2), rest]),
      'one twice': Buffer.concat([head, part(0), part(0), part(2), rest]),
      'a chunk of another': Buffer.concat([
        head,
        readFileSync(pathOf(folder, other)).subarray(headerBytes, headerBytes + sealed),
        part(1),
        part(2),
        rest,
      ]),
      another: readFileSync(pathOf(folder, other)),
      nothing: Buffer.alloc(0),
    }
    for (const [what, file] of Object.entries(forged)) {
      writeFileSync(pathOf(folder, sha), file)
      expect([what, await outcome(readAll(blobs, sha))]).toEqual([what, 'file.damaged'])
    }
    // what is whole is read where only another part of the file is damaged, and no further
    const late = Buffer.from(whole)
    late[headerBytes + 2 * sealed + 5] = (late[headerBytes + 2 * sealed + 5] ?? 0) ^ 1
    writeFileSync(pathOf(folder, sha), late)
    const reader = await blobs.open(sha)
    expect((await reader.read(0, chunkSize)).equals(bytes.subarray(0, chunkSize))).toBe(true)
    expect(await outcome(reader.read(0, 3 * chunkSize))).toBe('file.damaged')
    await reader.close()
    expect(await outcome(blobs.open(shaOf(randomBytes(8))))).toBe('file.not-here')
  })
})

test('a changed workstation key leaves what was written under the one before readable; without that key nothing is', async () => {
  const { blobs, folder } = newFolder(keysOf(1))
  const bytes = randomBytes(chunkSize + 5)
  const sha = await keep(blobs, bytes)
  const later = new BlobFolder(folder, keysOf(1, 2))
  expect((await readAll(later, sha)).equals(bytes)).toBe(true)
  const newer = await keep(later, randomBytes(100))
  expect(readFileSync(pathOf(folder, newer)).readUInt32BE(4)).toBe(2)
  const alone = new BlobFolder(folder, keysOf(2))
  expect([await outcome(readAll(alone, newer)), await outcome(readAll(alone, sha))]).toEqual([
    'ok',
    'file.damaged',
  ])
  const wrong = new BlobFolder(folder, { newest: 1, of: new Map([[1, randomBytes(32)]]) })
  expect(await outcome(readAll(wrong, sha))).toBe('file.damaged')
  later.forgetKeys()
  expect(await outcome(readAll(later, newer))).toBe('file.damaged')
})

describe('bytes that come in pieces', () => {
  const bytes = randomBytes(5 * chunkSize + 99)
  const sha = createHash('sha256').update(bytes).digest('hex')

  test('go on where a kill cut them off, wherever that was', async () => {
    const { blobs, folder } = newFolder()
    const first = await blobs.resume(sha)
    await write(first, bytes.subarray(0, 3 * chunkSize + 50_000))
    await first.close()
    const part = join(folder, 'unfinished', `${sha}.part`)
    const length = statSync(part).size
    const whole = readFileSync(part)
    for (const cut of [length, length - 1, headerBytes + 2 * (chunkSize + 16) + 3, headerBytes, 10, 0]) {
      writeFileSync(part, whole)
      truncateSync(part, cut)
      const writer = await blobs.resume(sha)
      expect([cut, writer.size % chunkSize, writer.size <= cut]).toEqual([cut, 0, true])
      await write(writer, bytes.subarray(writer.size))
      expect((await blobs.keep(writer, sha)).sha).toBe(sha)
      expect((await readAll(blobs, sha)).equals(bytes)).toBe(true)
    }
  })

  test('are not gone on with past a chunk that is damaged', async () => {
    const { blobs, folder } = newFolder()
    const first = await blobs.resume(sha)
    await write(first, bytes.subarray(0, 4 * chunkSize))
    await first.close()
    const part = join(folder, 'unfinished', `${sha}.part`)
    const damaged = readFileSync(part)
    const at = headerBytes + (chunkSize + 16) + 9
    damaged[at] = (damaged[at] ?? 0) ^ 4
    writeFileSync(part, damaged)
    const writer = await blobs.resume(sha)
    expect(writer.size).toBe(chunkSize)
    await write(writer, bytes.subarray(writer.size))
    expect((await blobs.keep(writer, sha)).size).toBe(bytes.length)
  })

  test('that are not the ones that were asked for are not kept', async () => {
    const { blobs, folder } = newFolder()
    const writer = await blobs.resume(sha)
    await write(writer, randomBytes(1000))
    expect(await outcome(blobs.keep(writer, sha))).toBe('file.damaged')
    expect([blobs.has(sha), readdirSync(join(folder, 'unfinished'))]).toEqual([false, []])
  })
})

test('what is larger than may be is refused before it is all there', async () => {
  const { blobs } = newFolder()
  const writer = await blobs.begin()
  const mebibyte = Buffer.alloc(1024 * 1024)
  for (let n = 0; n < largestBlob / mebibyte.length; n += 1) await writer.append(mebibyte)
  expect(await outcome(writer.append(Buffer.of(1)))).toBe('file.too-large')
  await blobs.drop(writer)
})

test.skipIf(cannotMount !== null)('a full disk says so, and leaves nothing in its place', async () => {
  const disk = smallDisk(1024)
  const { blobs, folder } = newFolder(keysOf(1), join(disk.folder, 'blobs'))
  const bytes = randomBytes(2 * 1024 * 1024)
  const writer = await blobs.begin()
  expect(await outcome(write(writer, bytes).then(() => blobs.keep(writer)))).toBe('store.disk-full')
  await blobs.drop(writer)
  expect(readdirSync(join(folder, 'unfinished'))).toEqual([])
  // what fits is kept as ever, and what did not fits once there is room
  const small = await keep(blobs, randomBytes(1000))
  expect(await outcome(readAll(blobs, small))).toBe('ok')
  disk.resize(8192)
  expect(await outcome(readAll(blobs, await keep(blobs, bytes)))).toBe('ok')
})

test('a name is no more than a name: a file that was moved there is not read as another', async () => {
  const { blobs, folder } = newFolder()
  const [a, b] = [await keep(blobs, randomBytes(10)), await keep(blobs, randomBytes(10))]
  renameSync(pathOf(folder, a), pathOf(folder, b))
  expect(await outcome(readAll(blobs, b))).toBe('file.damaged')
})
