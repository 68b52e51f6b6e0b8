/** From an opened slot to an open store: the moment somebody is in. */
import { join } from 'node:path'
import { permissionsOf } from '../../shared/access/roles.ts'
import { must } from '../../shared/kernel/errors.ts'
import type { NewId } from '../../shared/kernel/ids.ts'
import { BlobFolder } from '../blobs/blob-folder.ts'
import type { AuditLog, AuditFile } from '../audit/audit-log.ts'
import type { AloneSession, Session } from '../pipeline/session.ts'
import type { Migration } from '../store/migrate.ts'
import type { Observer } from '../store/reader.ts'
import { openStore, type Store } from '../store/store.ts'
import { auditKey, blobKey, openWith, packKey } from './keys.ts'
import { wipeKeys, type KeysHere } from './seal-recovery.ts'
import type { Slots, UserSlot } from './slots.ts'

type Parts = Readonly<{
  /** `store/`. */
  directory: string
  migrations: readonly Migration[]
  audit: AuditFile | null
  newId: NewId
  observe: Observer | undefined
  /** Null where the keychain has none. */
  deviceKey: Buffer | null
  /** Is given the keys for a moment, to seal them for a day on which the keychain is lost. */
  keep(store: Store, keys: KeysHere): Promise<void>
}>

/** Errors as openStore, `vault.slot-damaged`, and `audit.unwritable`: then nothing stays open. */
export async function openSession(
  slots: Slots,
  slot: UserSlot,
  privateKey: Buffer,
  parts: Parts,
): Promise<Session> {
  const newest = Math.max(...slot.workstationKeys.map(({ epoch }) => epoch))
  const keys = await keysHere(slot, privateKey, parts.deviceKey)
  const key = keys.workstation.get(newest)
  must(key, 'vault.workstation-key')
  const blobs = new BlobFolder(join(parts.directory, 'blobs'), {
    newest,
    of: new Map([...keys.workstation].map(([epoch, each]) => [epoch, blobKey(each)])),
  })
  const draftKey = Buffer.from(keys.draft.key)
  let store: Store | null = null
  try {
    store = openStore(join(parts.directory, 'clinical.db'), key, parts.migrations, {
      create: false,
      ...(parts.observe && { observe: parts.observe }),
    })
    if (parts.audit) {
      settleLastOp(store, parts.audit, parts.audit.lastOp())
      recordClock(parts.audit, slot.userId)
    }
    await parts.keep(store, keys)
    return { ...whoIs(slots, slot, key, parts.newId), store, blobs, draftKey, mustFirst: null }
  } catch (error) {
    store?.close()
    blobs.forgetKeys()
    draftKey.fill(0)
    throw error
  } finally {
    wipeKeys(keys)
  }
}

/** What a slot opens. The caller wipes them (`wipeKeys`). Throws `vault.slot-damaged`. */
export async function keysHere(
  slot: UserSlot,
  privateKey: Buffer,
  deviceKey: Buffer | null,
): Promise<KeysHere> {
  const workstation = await workstationKeys(slot, privateKey)
  const key = await openWith(privateKey, slot.draftKey, 'draft-key')
  return { workstation, draft: { user: slot.userId, key }, audit: deviceKey && auditKey(deviceKey) }
}

/** The newest key of the workstation, as it is sealed to this user. Throws `vault.slot-damaged`. */
export async function workstationKeyOf(slot: UserSlot, privateKey: Buffer): Promise<Buffer> {
  const newest = slot.workstationKeys.reduce((a, b) => (b.epoch > a.epoch ? b : a))
  return openWith(privateKey, newest.sealed, `workstation-key/${newest.epoch}`)
}

/** Who is in, with what their grant lets them do. */
export const whoIs = (slots: Slots, slot: UserSlot, workstationKey: Buffer, newId: NewId): AloneSession => ({
  id: newId(),
  actor: {
    id: slot.userId,
    displayName: slot.displayName,
    roles: slot.grant.roles,
    can: permissionsOf(slot.grant.roles),
  },
  packKey: packKey(workstationKey),
  workstation: { tenant: slots.tenant, device: slots.device, practiceName: slots.practiceName },
})

/** Of every epoch there is: the newest opens the store, those before it the blobs that were written under them. */
async function workstationKeys(slot: UserSlot, privateKey: Buffer): Promise<ReadonlyMap<number, Buffer>> {
  const keys = new Map<number, Buffer>()
  for (const { epoch, sealed } of slot.workstationKeys)
    keys.set(epoch, await openWith(privateKey, sealed, `workstation-key/${epoch}`))
  return keys
}

/** What one may be off, by a clock that was set by hand or by a network. */
export const clockToleranceMs = 5 * 60_000

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
