/**
 * `downtime-pack`: the pack, sealed. What it says of itself lies before it, sealed by itself, so that a screen can tell how
 * current it is without opening all of it; each half belongs to the other.
 */
import { createHash } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../shared/kernel/errors.ts'
import { PackManifest } from '../../shared/downtime/pack.ts'
import { storeError } from '../store/cipher.ts'
import { openBytes, sealBytes } from './keys.ts'
import { syncFolder } from './slots.ts'

type Owner = Readonly<{ tenant: string; device: string }>
export type OpenedPack = Readonly<{ manifest: PackManifest; pdf: Buffer; bytes: number }>

const magic = Buffer.from('HFPACK\0\x01')
const headBytes = magic.length + 4
const aadOf = ({ tenant, device }: Owner, part: string): string =>
  `downtime-pack/1|${tenant}|${device}|${part}`
const partOf = (manifest: Buffer): string => `pdf|${createHash('sha256').update(manifest).digest('hex')}`

/**
 * Written beside, synced, renamed over: a kill leaves the old pack or the new one. Wipes `pdf`. Throws what `storeError`
 * makes of the disk; then the old pack is as it was.
 */
export async function writePackFile(
  file: string,
  key: Buffer,
  owner: Owner,
  { manifest, pdf }: Readonly<{ manifest: PackManifest; pdf: Uint8Array }>,
): Promise<number> {
  const first = sealBytes(
    key,
    Buffer.from(JSON.stringify(PackManifest.parse(manifest))),
    aadOf(owner, 'manifest'),
  )
  const second = sealBytes(key, pdf, aadOf(owner, partOf(first)))
  pdf.fill(0)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(first.length)
  const sealed = Buffer.concat([magic, length, first, second])
  const next = `${file}.new`
  try {
    const handle = await open(next, 'w', 0o600)
    try {
      await handle.writeFile(sealed)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(next, file)
    syncFolder(dirname(file))
  } catch (error) {
    await rm(next, { force: true }).catch(() => undefined)
    throw storeError(error)
  }
  return sealed.length
}

/** Throws `pack.none` where there is none, `pack.damaged` where it is not what was written with this key, here. */
export async function readPackFile(file: string, key: Buffer, owner: Owner): Promise<OpenedPack> {
  const sealed = await bytesOf(file)
  const end = sealed.length < headBytes ? 0 : headBytes + sealed.readUInt32BE(magic.length)
  if (!sealed.subarray(0, magic.length).equals(magic) || end > sealed.length)
    throw new AppError('Unavailable', 'pack.damaged')
  const first = sealed.subarray(headBytes, end)
  const said = openBytes(key, first, aadOf(owner, 'manifest'))
  const pdf = said && openBytes(key, sealed.subarray(end), aadOf(owner, partOf(first)))
  const manifest = PackManifest.safeParse(said && jsonOf(said))
  if (!manifest.success || !pdf) throw new AppError('Unavailable', 'pack.damaged')
  return { manifest: manifest.data, pdf, bytes: sealed.length }
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new AppError('NotFound', 'pack.none')
    throw storeError(error)
  }
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
