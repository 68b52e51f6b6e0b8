/**
 * Writes an export as the vault does, until it is over or killed. `node kill-export-child.mjs <folder> <MiB> <passphrase>`: of so many MiB
 * of lines; says how far it is and how much memory it has.
 */
import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { archiveOf, type Entry } from '../../src-main/exports/tar.ts'
import { writeWholeFile } from '../../src-main/store/whole-file.ts'

const [, , folder = '', mib = '1', passphrase = ''] = process.argv
const say = (line: unknown) => void writeSync(1, `${JSON.stringify(line)}\n`)
const piece = 1024 * 1024

/** Lines that do not compress to nothing: each has a number of its own and something random. */
function* lines(): Generator<Uint8Array> {
  let size = 0
  while (size < piece) {
    const rest = randomBytes(192).toString('hex')
    const line = Buffer.from(`{"resourceType":"Patient","name":"Featherstonehaugh","id":"${rest}"}\n`)
    const cut = line.subarray(0, piece - size)
    size += cut.length
    yield cut
  }
}

async function* entries(): AsyncGenerator<Entry> {
  for (let n = 1; n <= Number(mib); n += 1) {
    yield { name: `folder/Patient-${n}.ndjson`, size: piece, bytes: lines() }
    if (n % 8 === 0) say({ n, rss: process.memoryUsage.rss() })
    await Promise.resolve()
  }
}

await writeWholeFile(
  { folder, name: 'holdfast-records.tar.gz.age', passphrase },
  archiveOf(entries(), '2026-11-23T15:05:00.000Z'),
)
say({ done: true, rss: process.memoryUsage.rss() })
