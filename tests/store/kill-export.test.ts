/** An export that is killed leaves nothing that can be read, and nothing that looks whole; a large one takes no more memory than a small one. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { beforeAll, expect, test } from 'vitest'
import { unfinishedName } from '../../src-main/store/whole-file.ts'
import { bundled, runChild } from '../kit/children.ts'
import { openWithAge } from '../kit/exports.ts'
import { tempFolder } from '../kit/practice.ts'

const passphrase = '1111-2222-3333-4444-5555-6666-7777-8888-9999'
const name = 'holdfast-records.tar.gz.age'
let child = ''
beforeAll(() => void (child = bundled('kill-export-child')))

test('killed in the middle it is called unfinished, is sealed as far as it goes, and opens nowhere', async () => {
  const folder = tempFolder()
  const { signal, lines } = await runChild(child, [folder, '4096', passphrase], {
    watch: (line, process) => {
      if ((line as { n?: number }).n === 16) process.kill('SIGKILL')
    },
  })
  expect([signal, lines.some((line) => 'done' in (line as object))]).toEqual(['SIGKILL', false])
  expect(readdirSync(folder)).toEqual([unfinishedName(name)])
  const left = readFileSync(join(folder, unfinishedName(name)))
  expect(left.length).toBeGreaterThan(100_000)
  expect(left.subarray(0, 22).toString()).toBe('age-encryption.org/v1\n')
  for (const word of ['Featherstonehaugh', 'Patient', 'ustar', 'manifest'])
    expect(left.includes(word)).toBe(false)
  const age = new Decrypter()
  age.addPassphrase(passphrase)
  await expect(age.decrypt(new Uint8Array(left))).rejects.toThrow(/\S/)
})

test('of eight times as much it takes no more memory, and every byte comes back', async () => {
  const most = async (mib: number) => {
    const folder = tempFolder(true)
    const { code, lines, errors } = await runChild(child, [folder, String(mib), passphrase])
    expect([code, errors, readdirSync(folder)]).toEqual([0, '', [name]])
    return { folder, rss: Math.max(...lines.map((line) => (line as { rss: number }).rss)) }
  }
  const mayRise = 32 * 1024 * 1024
  const small = await most(8)
  // a busy machine takes out its garbage late, which only ever adds: what is kept is there each time
  const larges = [await most(64)]
  while (larges.length < 3 && Math.min(...larges.map(({ rss }) => rss)) - small.rss >= mayRise)
    larges.push(await most(64))
  const large = larges.reduce((one, other) => (other.rss < one.rss ? other : one))
  console.log(
    `export: ${(small.rss / 1e6).toFixed(0)} MB for 8 MiB, ${(large.rss / 1e6).toFixed(0)} MB for 64 MiB`,
  )
  expect(large.rss - small.rss).toBeLessThan(mayRise)
  const archive = await openWithAge(join(small.folder, name), passphrase)
  const listed = execFileSync('tar', ['-tzvf', '-'], { input: archive, encoding: 'utf8' }).trim().split('\n')
  expect(listed).toHaveLength(8)
  expect(listed[7]).toMatch(/1048576 .*folder\/Patient-8\.ndjson$/)
  expect(statSync(join(large.folder, name)).size).toBeGreaterThan(8 * archive.length * 0.5)
})
