/** The practice's log at a workstation of tests, a step at a time, with its cloud on a real PostgreSQL. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { onTestFinished } from 'vitest'
import { logStart, readEntry } from '../../shared/audit/entry.ts'
import { addLeaf, leafHash, leafText, rootOf } from '../../shared/audit/merkle.ts'
import { originOf } from '../../shared/audit/published.ts'
import type { EntriesPage } from '../../shared/audit/whole-wire.ts'
import { users } from '../../shared/access/user.ts'
import { sha256 } from '../../src-main/audit/chain-crypto.ts'
import type { Leaf } from '../../src-main/audit/check-page.ts'
import { WholeLane } from '../../src-main/audit/whole-lane.ts'
import { openWhole, type WholeLog } from '../../src-main/audit/whole-log.ts'
import { HttpWholeTransport } from '../../src-main/audit/whole-transport.ts'
import { readMigrations } from '../../src-main/store/migrate.ts'
import { root } from '../../tools/proc.ts'
import type { Desk, There } from './audit-desks.ts'
import { entryText } from './audit-logs.ts'
import { ownerRights } from './cloud.ts'
import { put } from './old-audit.ts'
import { rowFor } from './rows.ts'
import { tempFolder } from './practice.ts'

export const wholeMigrations = readMigrations(join(root, 'migrations/whole'))
const key = Buffer.alloc(32, 9)

/** Somebody of the practice in this role. Returns their id. */
export async function somebodyAs(there: There, role: 'auditor' | 'nurse'): Promise<string> {
  const { id: _id, ...row } = rowFor(users, 1) as Record<string, unknown>
  return put(there, users.type, {
    ...row,
    ...ownerRights,
    username: `${role}-${v7().slice(-8)}`,
    roles: [role],
  })
}

export type Reading = ReturnType<typeof readingAt>

/** `around`: what a cloud that lies does to its answers. */
export function readingAt(
  there: There,
  desk: Desk,
  by: string,
  around: (page: EntriesPage) => EntriesPage = (page) => page,
  folder = tempFolder(),
) {
  const { port, ca } = there.cloud
  const place = { host: '127.0.0.1', port, ca: [ca], token: desk.token, certificate: desk.identity }
  const transport = new HttpWholeTransport(place)
  const file = join(folder, 'whole-log.db')
  const open = (create: boolean) => openWhole(file, key, wholeMigrations, create)
  const whole = open(true)
  onTestFinished(() => {
    transport.close()
    whole.close()
  })
  const laneOn = (on: typeof whole) =>
    new WholeLane({
      file: desk.log,
      whole: on,
      practice: there.practice,
      by: () => by,
      ask: async (asked) => around(await transport.ask(asked)),
      clock: desk.clock,
      turn: () => Promise.resolve(),
      ended: () => false,
    })
  const lane = laneOn(whole)
  const read = async () => {
    for (let step = 0; step < 60; step += 1) if ((await lane.step()) === 'idle') return
    throw new Error('it never came to rest')
  }
  return { whole, lane, read, file, open, laneOn }
}

/** Takes made entries of workstations, stretch after stretch, as a page that was found to hold: `checkPage` itself is tried in tests/cloud. */
export function takeMade(
  whole: WholeLog,
  stretches: readonly (readonly [device: string, entries: readonly Readonly<Record<string, unknown>>[]])[],
): void {
  const heads = new Map<string, Readonly<{ n: number; prev: string }>>()
  const leaves: Leaf[] = []
  let edge: string[] = []
  for (const [device, entries] of stretches)
    for (const given of entries) {
      const { n, prev } = heads.get(device) ?? { n: 0, prev: logStart }
      const text = entryText(n + 1, prev, { device, ...given })
      const h = sha256(text).toString('hex')
      const entry = readEntry(text)
      if (!entry) throw new Error('no entry')
      edge = addLeaf(hashBytes, edge, leaves.length, leafHash(hashBytes, leafText(device, 1, n + 1, h)))
      leaves.push({ seq: leaves.length + 1, entry, text, h, purge: null })
      heads.set(device, { n: n + 1, prev: h })
    }
  const at = '2026-11-23T15:10:00.000Z'
  const said = {
    v: 1 as const,
    origin: originOf(randomUUID(), randomUUID()),
    number: 0,
    size: leaves.length,
    root: rootOf(hashBytes, edge),
    at,
    prev: logStart,
  }
  const heard = [...heads.keys()].map((device) => ({ device, at }))
  whole.take(leaves, edge, { tree: { said, sig: '' }, purges: [], heard }, at)
}
const hashBytes = (bytes: Uint8Array): string => sha256(bytes).toString('hex')
