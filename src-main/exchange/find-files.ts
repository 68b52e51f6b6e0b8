/** The files of a folder that may hold FHIR, or growth reference tables, in the order they are read. */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { isGrowthTable } from '../../shared/exchange/growth-table.ts'

export type SourceFile = Readonly<{
  path: string
  /** Relative to the chosen folder, with `/`. */
  name: string
  bytes: number
  form: 'json' | 'lines' | 'growth-table'
  gzip: boolean
  /** Is one of the files of a bulk export, which are read together (take-together.ts). */
  joins: boolean
}>

/** Every file below `root`, or `root` itself if it is one. Links to folders are not followed: they may go in circles. */
export async function findFiles(root: string): Promise<SourceFile[]> {
  const found: SourceFile[] = []
  const take = (path: string, name: string, bytes: number) => {
    if (isGrowthTable(name))
      found.push({ path, name, bytes, form: 'growth-table', gzip: false, joins: false })
    const match = /\.(json|ndjson|jsonl)(\.gz)?$/i.exec(path)
    if (!match) return
    const form = match[1]?.toLowerCase() === 'json' ? 'json' : 'lines'
    const joins = form === 'lines' && rankOf(name) === first.length
    found.push({ path, name, bytes, form, gzip: match[2] !== undefined, joins })
  }
  const top = await stat(root)
  if (top.isDirectory()) {
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      const about = entry.isFile() || entry.isSymbolicLink() ? await stat(path).catch(() => null) : null
      if (about?.isFile())
        take(path, path.slice(root.length).split(sep).filter(Boolean).join('/'), about.size)
    }
  } else take(root, basename(root), top.size)
  return found
    .map((file) => ({ file, rank: rankOf(file.name) }))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        Number(a.file.joins) - Number(b.file.joins) ||
        Number(isCondition(b.file)) - Number(isCondition(a.file)) ||
        (a.file.name < b.file.name ? -1 : 1),
    )
    .map(({ file }) => file)
}

/**
 * What others refer to is read first where the file's name tells, which saves a second look. The result is the same
 * in any order.
 */
const first = [
  /organization|hospital|location/,
  /practitioner/,
  /^medication\b(?!request|statement)/,
  /patient/,
]
function rankOf(name: string): number {
  const words = basename(name).toLowerCase()
  const rank = first.findIndex((pattern) => pattern.test(words))
  return rank < 0 ? first.length : rank
}

/** Plans, visits and prescriptions call a problem by its name. */
const isCondition = ({ name }: SourceFile): boolean => /^condition/i.test(basename(name))

/** A file's content in pieces, unpacked, each with how much of the file on disk has been read by then. */
export async function* piecesOf(file: SourceFile): AsyncGenerator<{ piece: Buffer; read: number }> {
  const size = file.joins ? 64 * 1024 : 256 * 1024
  const disk = createReadStream(file.path, { highWaterMark: size })
  const unpacked = file.gzip ? createGunzip({ chunkSize: size }) : null
  if (unpacked) pipeline(disk, unpacked, () => undefined)
  for await (const piece of (unpacked ?? disk) as AsyncIterable<Buffer>) yield { piece, read: disk.bytesRead }
}
