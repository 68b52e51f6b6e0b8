/** Looks for what must be nowhere: in the memory of an app's processes, in its folder, in folders for temporary files. */
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OsKeychain } from '../../src-main/app/keychain.ts'
import { expect } from 'vitest'
import { readSlots } from '../../src-main/vault/slots.ts'
import { owner } from '../../tools/kit/workstation.ts'
import { root } from '../../tools/proc.ts'
import { findInMemory } from './memory.ts'
import { familyOf, vaultOf } from '../../tools/kit/processes.ts'
import { workstationKeyOf } from './unwrap.ts'

/** The workstation key of a profile, in the forms it may stand in. */
export async function keysOf(profile: string): Promise<Map<string, Buffer>> {
  const device = readSlots(join(profile, 'store', 'slots.json'))?.device ?? ''
  const found = await new OsKeychain().find(device)
  if (found.state !== 'present') throw new Error('no device key')
  const key = await workstationKeyOf(profile, Buffer.from(found.key), owner.password)
  return new Map([
    ['workstation key', key],
    ['workstation key in hex', Buffer.from(key.toString('hex'))],
    ['workstation key in base64', Buffer.from(key.toString('base64'))],
  ])
}

/** What of it is in the memory of any process of an app: what, where, and of which process. */
export const findInFamily = (pid: number, needles: ReadonlyMap<string, Buffer>): string[] =>
  familyOf(pid).flatMap(({ pid: each, command }) =>
    findInMemory(each, needles).map((found) => `${found}: ${command.slice(0, 120)}`),
  )

/**
 * Fails where any process of an app holds some of it. What a lock ends is on its way out when the gate is there, and a
 * machine with other work to do takes a moment over it: only what is still held then is held.
 */
export async function expectForgotten(pid: number, needles: ReadonlyMap<string, Buffer>): Promise<void> {
  // one search of a whole app may take half a minute of its own: time for several
  await expect.poll(() => findInFamily(pid, needles), { timeout: 150_000, interval: 500 }).toEqual([])
}

/** What of it the vault of an app holds: while somebody is signed in it must hold some of it, or the search finds nothing. */
export const findInVault = async (pid: number, needles: ReadonlyMap<string, Buffer>): Promise<string[]> =>
  findInMemory(await vaultOf(pid), needles).map((found) => found.replace(/ in .*/, ''))

/** What of it is in a file of the profile, or in a temporary one written since a minute before `started` (ms since 1970). */
export const findOnDisk = (
  profile: string,
  needles: ReadonlyMap<string, Buffer>,
  started: number,
): string[] =>
  [profile, tmpdir(), '/var/tmp', '/dev/shm'].flatMap((folder) =>
    findBelow(folder, needles, started - 60_000),
  )

function findBelow(folder: string, needles: ReadonlyMap<string, Buffer>, since: number): string[] {
  // where the project itself lies in such a folder: programs, which hold nothing of a test
  if (folder === root) return []
  return entriesOf(folder).flatMap((entry) => {
    const file = join(folder, entry.name)
    if (entry.isDirectory()) return findBelow(file, needles, since)
    try {
      if (!entry.isFile() || statSync(file).mtimeMs < since || statSync(file).size > 512 * 1024 * 1024)
        return []
      const bytes = readFileSync(file)
      return [...needles].filter(([, needle]) => bytes.includes(needle)).map(([name]) => `${name} in ${file}`)
    } catch {
      return []
    }
  })
}

/** Other programs come and go in a temporary folder while it is read. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
