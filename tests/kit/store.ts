/** A store by itself, without a vault: for what is about rows, ops and files. */
import { randomBytes, randomFillSync, randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Context } from '../../shared/kernel/context.ts'
import { makeNewId } from '../../shared/kernel/ids.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { Op } from '../../shared/kernel/op.ts'
import { unpack } from '../../src-main/store/packing.ts'
import { readMigrations } from '../../src-main/store/migrate.ts'
import type { Observer } from '../../src-main/store/reader.ts'
import { openStore, type Store } from '../../src-main/store/store.ts'
import type { Tx } from '../../src-main/store/tx.ts'
import { realClock } from '../../tools/kit/workstation.ts'
import { root } from '../../tools/proc.ts'
import { makeFolder, removeFolder, tempFolder } from './practice.ts'

export const localMigrations = readMigrations(join(root, 'migrations/local'))
export const auditMigrations = readMigrations(join(root, 'migrations/audit'))
export const newTestId = makeNewId(realClock, (bytes) => randomFillSync(bytes))

export const anActor = {
  id: '0190f3c4-6c1e-7e0a-9a53-00000000ac70',
  displayName: 'Ana Rivera, MD',
  roles: ['physician'],
  can: new Set(permissions),
}

/** A fresh op's context. */
export const contextAt = (now = '2026-11-23T15:05:00.000Z'): Context => ({
  actor: anActor,
  sessionId: randomUUID(),
  opId: newTestId(),
  now,
  newId: newTestId,
})

export type TestStore = Store & { file: string; key: Buffer }

/** A store that nobody has written to, under a key of this process: made once, for each of them begins so. */
let unused: Readonly<{ bytes: Buffer; key: Buffer }> | null = null

function makeUnused(): NonNullable<typeof unused> {
  const [folder, key] = [makeFolder(true), randomBytes(32)]
  const file = join(folder, 'clinical.db')
  openStore(file, key, localMigrations, { create: true }).close()
  const bytes = readFileSync(file)
  removeFolder(folder)
  return { bytes, key }
}

/** How one is made from nothing is tried where stores are opened (tests/store). */
export function newStore(options: { inMemory?: boolean; observe?: Observer } = {}): TestStore {
  const { bytes, key } = (unused ??= makeUnused())
  const file = join(tempFolder(options.inMemory ?? true), 'clinical.db')
  writeFileSync(file, bytes, { mode: 0o600 })
  const store = openStore(file, key, localMigrations, {
    create: false,
    ...(options.observe && { observe: options.observe }),
  })
  onTestFinished(() => store.close())
  return Object.assign(store, { file, key: Buffer.from(key) })
}

/** One command: whatever `work` does, closed into one op. The op's id, or null where nothing travels. */
export function command(store: Store, work: (tx: Tx) => void, ctx: Context = contextAt()): string | null {
  return store.transaction(ctx, (tx) => {
    work(tx)
    return tx.close('test.command@1')?.opId ?? null
  })
}

/** Every op that waits, oldest first, as it would be sent. */
export const waitingOps = (store: Store): Op[] =>
  (store.db.prepare('SELECT body FROM outbox ORDER BY localSeq').all() as { body: Uint8Array }[]).map(
    ({ body }) => Op.parse(JSON.parse(unpack(body))),
  )

export const countOf = (store: Store, table: string): number =>
  (store.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n
