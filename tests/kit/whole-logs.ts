/** The practice's log at a workstation of tests, a step at a time, with its cloud on a real PostgreSQL. */
import { join } from 'node:path'
import { v7 } from 'uuid'
import { onTestFinished } from 'vitest'
import type { EntriesPage } from '../../shared/audit/whole-wire.ts'
import { users } from '../../shared/access/user.ts'
import { WholeLane } from '../../src-main/audit/whole-lane.ts'
import { openWhole } from '../../src-main/audit/whole-log.ts'
import { HttpWholeTransport } from '../../src-main/audit/whole-transport.ts'
import { readMigrations } from '../../src-main/store/migrate.ts'
import { root } from '../../tools/proc.ts'
import type { Desk, There } from './audit-desks.ts'
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
