/** Writes the demo practice as a Bulk Data folder: one NDJSON file for each type of resource. */
import { once } from 'node:events'
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { DemoResource } from './practice.ts'

/** Says that the folder's files are ours to replace. */
const marker = '.holdfast-demo'
const chunkSize = 1 << 18

type File = { to: Writable; done: Promise<void>; lines: string[]; size: number; count: number }

function clear(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const old = readdirSync(folder).filter((name) => /\.ndjson(\.gz)?$/.test(name))
  if (old.length > 0 && !existsSync(join(folder, marker)))
    throw new Error(`${folder} has NDJSON files that npm run demo did not write; give it another folder`)
  for (const name of old) rmSync(join(folder, name))
  writeFileSync(join(folder, marker), '')
}

function open(path: string, gzip: boolean): File {
  const to = gzip ? createGzip() : new PassThrough()
  const done = pipeline(to, createWriteStream(path))
  // looked at when the file is closed; without this an early failure would end the process
  done.catch(() => undefined)
  return { to, done, lines: [], size: 0, count: 0 }
}

async function flush(file: File): Promise<void> {
  const text = file.lines.join('')
  file.lines = []
  file.size = 0
  if (file.to.destroyed) await file.done
  if (text !== '' && !file.to.write(text)) await Promise.race([once(file.to, 'drain'), file.done])
}

/** Resolves to how many of each type were written. Rejects where the folder holds someone else's NDJSON files. */
export async function writeNdjson(
  resources: Iterable<DemoResource>,
  folder: string,
  gzip: boolean,
): Promise<Map<string, number>> {
  clear(folder)
  const files = new Map<string, File>()
  for (const { resourceType, json } of resources) {
    let file = files.get(resourceType)
    if (!file) {
      file = open(join(folder, `${resourceType}.ndjson${gzip ? '.gz' : ''}`), gzip)
      files.set(resourceType, file)
    }
    file.lines.push(json, '\n')
    file.size += json.length
    file.count += 1
    if (file.size > chunkSize) await flush(file)
  }
  for (const file of files.values()) {
    await flush(file)
    file.to.end()
    await file.done
  }
  return new Map([...files].map(([type, file]) => [type, file.count]))
}
