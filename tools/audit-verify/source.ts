/** Where what is to be proven lies: a file, a folder, or a folder that somebody serves. */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { Listing, listingName, statementName } from '../../shared/audit/published.ts'

/** Bytes under a name; each call reads them anew. */
export type Item = Readonly<{ name: string; bytes(): AsyncIterable<Uint8Array> }>
export type Found = Readonly<{
  exports: readonly Readonly<{ item: Item; statement: Item | null }>[]
  checkpoints: readonly Item[]
}>

/** It was asked for wrongly, or is not there: nothing was proven, in either way. */
export class NotThere extends Error {}

/** Throws NotThere. `where`: a path, or an address. */
export async function find(where: string): Promise<Found> {
  if (/^https?:/i.test(where)) return ofNames(...(await served(where)))
  const is = await stat(where).catch(() => null)
  if (!is) throw new NotThere(`There is nothing at ${where}`)
  if (!is.isDirectory()) {
    const folder = dirname(where)
    const beside = await stat(statementName(where)).catch(() => null)
    const name = basename(where)
    return ofNames([name, ...(beside ? [statementName(name)] : [])], (each) => onDisk(folder, each))
  }
  const files = await readdir(where, { recursive: true, withFileTypes: true })
  const names = files
    .filter((each) => each.isFile())
    .map((each) => relative(where, join(each.parentPath, each.name)).split(sep).join('/'))
  return ofNames(names.toSorted(), (each) => onDisk(where, each))
}

/** Names of what a stranger would read of a folder: what is to be served beside it as `audit-listing.json`. */
export async function listingOf(folder: string): Promise<Listing> {
  const { exports, checkpoints } = await find(folder)
  const files = [...exports.flatMap(({ item, statement }) => [item, statement]), ...checkpoints]
  return Listing.parse({ v: 1, files: files.flatMap((each) => (each ? [each.name] : [])) })
}

function ofNames(names: readonly string[], open: (name: string) => Item): Found {
  const all = new Set(names)
  const exported = names.filter(
    (name) => name.endsWith('.ndjson') || (name.endsWith('.csv') && all.has(statementName(name))),
  )
  return {
    exports: exported.map((name) => ({
      item: open(name),
      statement: all.has(statementName(name)) ? open(statementName(name)) : null,
    })),
    checkpoints: names.filter((name) => name.endsWith('.checkpoint.json')).map(open),
  }
}

const onDisk = (folder: string, name: string): Item => ({
  name,
  bytes: () => createReadStream(join(folder, name), { highWaterMark: 1 << 20 }),
})

const local = new Set(['localhost', '127.0.0.1', '[::1]'])

async function served(where: string): Promise<[readonly string[], (name: string) => Item]> {
  const base = new URL(where.endsWith('/') ? where : `${where}/`)
  if (base.protocol !== 'https:' && !local.has(base.hostname))
    throw new NotThere('An address must begin with https:// (http:// is for this machine alone)')
  const open = (name: string): Item => ({ name, bytes: () => fetched(new URL(name, base)) })
  const text = await readText(open(listingName))
  const listing = Listing.safeParse(json(text))
  if (!listing.success) throw new NotThere(`${listingName} at that address is not a listing`)
  return [listing.data.files, open]
}

async function* fetched(url: URL): AsyncGenerator<Uint8Array> {
  // a redirect could lead anywhere, also to what is not https
  const answer = await fetch(url, { redirect: 'error' }).catch((error: unknown) => {
    throw new NotThere(`${url.href} does not answer: ${error instanceof Error ? error.message : 'no reason'}`)
  })
  if (!answer.ok || !answer.body) throw new NotThere(`${url.href} answers ${answer.status}`)
  yield* answer.body
}

/** No statement and no checkpoint is larger. */
const mostBytes = 256 * 1024 * 1024

export async function readText(item: Item): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of item.bytes()) {
    size += part.length
    if (size > mostBytes) throw new NotThere(`${item.name} is too large`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

export function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
