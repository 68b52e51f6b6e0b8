/** The store and its files, under whichever of its keys opens them, with what the log has to say of it first. */
import { join } from 'node:path'
import type { Clock, NewId } from '../../shared/kernel/ids.ts'
import type { AuditFile, AuditLog } from '../audit/audit-log.ts'
import { BlobFolder } from '../blobs/blob-folder.ts'
import type { Migration } from '../store/migrate.ts'
import type { Observer } from '../store/reader.ts'
import type { Store } from '../store/store.ts'
import { clockToleranceMs, trustedMs } from './grants.ts'
import { blobKey } from './keys.ts'
import { openNewest } from './open-epochs.ts'
import type { KeysHere } from './seal-recovery.ts'

export type OpenParts = Readonly<{
  /** `store/`. */
  directory: string
  migrations: readonly Migration[]
  audit: AuditFile | null
  clock: Clock
  newId: NewId
  observe: Observer | undefined
  /** Null where the keychain has none. */
  deviceKey: Buffer | null
  /** Is given the keys for a moment, to seal them for a day on which the keychain is lost. */
  keep(store: Store, keys: KeysHere): Promise<void>
  /** The keychain is to be told of what was counted. */
  marked(): void
}>

export type OpenedStore = Readonly<{
  store: Store
  blobs: BlobFolder
  trustedNow(): number
  /** The newest of those it was given that opens it, and its epoch: the caller's. */
  key: Buffer
  epoch: number
}>

/** The store and its files, with what the log has to say of it first. `keys`: of the workstation, by epoch. Throws as openStore. */
export function openStoreWith(
  keys: ReadonlyMap<number, Buffer>,
  actor: string,
  parts: Omit<OpenParts, 'deviceKey' | 'keep' | 'marked'>,
): OpenedStore {
  const file = join(parts.directory, 'clinical.db')
  const options = { create: false, ...(parts.observe && { observe: parts.observe }) }
  const { store, epoch, key } = openNewest(file, keys, parts.migrations, options)
  try {
    if (parts.audit) {
      settleLastOp(store, parts.audit, parts.audit.lastOp())
      recordClock(parts.audit, actor)
    }
    const of = new Map([...keys].map(([each, its]) => [each, blobKey(its)]))
    const blobs = new BlobFolder(join(parts.directory, 'blobs'), { newest: epoch, of })
    return { store, blobs, trustedNow: nowSince(parts), key, epoch }
  } catch (error) {
    store.close()
    throw error
  }
}

/** From when it is asked on, whatever becomes of the wall clock. */
function nowSince({ audit, clock }: Pick<OpenParts, 'audit' | 'clock'>): () => number {
  const [wallMs, steady] = [trustedMs(clock.now(), audit?.clockBehind() ?? 0), clock.mono()]
  return () => Math.max(clock.now(), wallMs + clock.mono() - steady)
}

/** A clock that was set back is recorded: from here on times say less than their order does. */
function recordClock(audit: AuditFile, actor: string): void {
  const behind = audit.clockBehind()
  if (behind <= clockToleranceMs) return
  audit.append({
    action: 'clock.behind',
    category: 'session',
    outcome: 'done',
    actor,
    session: null,
    subject: null,
    reason: null,
    op: null,
    detail: { seconds: Math.round(behind / 1000) },
  })
}

/** The audit entry of a command is durable before its commit: a kill between the two leaves an entry to correct. */
function settleLastOp(store: Store, audit: AuditLog, last: ReturnType<AuditFile['lastOp']>): void {
  if (!last || last.notPerformed || store.sync.get('lastOp') === last.op) return
  audit.append({
    action: 'op.not-performed',
    category: 'session',
    outcome: 'not-performed',
    actor: last.actor,
    session: null,
    subject: null,
    reason: 'stopped-before-commit',
    op: last.op,
    detail: {},
  })
}
