/** Files that leave the workstation: there whole or not at all, and encrypted with age where they are to be. */
import { Encrypter } from 'age-encryption'
import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ReadableStream } from 'node:stream/web'
import { AppError } from '../../shared/kernel/errors.ts'
import { storeError } from './cipher.ts'

/** `passphrase`: what opens it, by age (age-encryption.org/v1); null where it is in the clear. */
export type Target = Readonly<{ folder: string; name: string; passphrase: string | null }>

/** A passphrase of 160 bits needs no stretching; what opens the file does a little of it all the same. */
const scryptLogN = 15

/** What a file is called until it is whole. */
export const unfinishedName = (name: string): string => `${name}.unfinished`

async function sealed(
  plain: AsyncIterable<Uint8Array>,
  passphrase: string | null,
): Promise<AsyncIterable<Uint8Array>> {
  if (passphrase === null) return plain
  const age = new Encrypter()
  age.setScryptWorkFactor(scryptLogN)
  age.setPassphrase(passphrase)
  // the library speaks of a browser's streams, which Node's are
  const stream = await age.encrypt(ReadableStream.from(plain) as globalThis.ReadableStream<Uint8Array>)
  return stream as ReadableStream<Uint8Array>
}

/**
 * Written beside its name and moved there when it is whole: a kill leaves something that is called unfinished, everything else leaves nothing.
 * Throws `audit.export-exists`, what the disk says, and what `plain` throws.
 */
export async function writeWholeFile(
  { folder, name, passphrase }: Target,
  plain: AsyncIterable<Uint8Array>,
): Promise<void> {
  const file = join(folder, name)
  const part = join(folder, unfinishedName(name))
  if (existsSync(file) || existsSync(part)) throw new AppError('Conflict', 'audit.export-exists')
  try {
    const out = await open(part, 'wx', 0o600)
    try {
      for await (const bytes of await sealed(plain, passphrase)) {
        let at = 0
        while (at < bytes.length) at += (await out.write(bytes, at)).bytesWritten
      }
      await out.sync()
    } finally {
      await out.close()
    }
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw storeError(error)
  }
}
