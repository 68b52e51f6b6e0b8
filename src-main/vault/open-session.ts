/** From an opened slot to an open store: the moment somebody is in. */
import { join } from 'node:path'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { Clock, NewId } from '../../shared/kernel/ids.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { BlobFolder } from '../blobs/blob-folder.ts'
import type { AuditLog, AuditFile } from '../audit/audit-log.ts'
import { WitnessBook } from '../audit/witness-book.ts'
import type { AloneSession } from '../pipeline/session.ts'
import type { Migration } from '../store/migrate.ts'
import type { Observer } from '../store/reader.ts'
import { openStore, type Store } from '../store/store.ts'
import { auditKey, blobKey, openWith, packKey } from './keys.ts'
import { wipeKeys, type KeysHere } from './seal-recovery.ts'
import { accessState } from '../store/access-state.ts'
import { credentialOf, everyLevel, personRow, practiceOf } from '../store/people.sql.ts'
import { recoveryState } from '../store/recovery-state.ts'
import { clockToleranceMs, rightsNow, trustedMs } from './grants.ts'
import { mayBeHeard, withHeardGrant } from './hear-grants.ts'
import type { Entered } from './people-keeper.ts'
import { keyShaOf } from './person-keys.ts'
import { isListMissing, settleVoids } from './revocation-keeper.ts'
import type { OpenSlot, Place } from './slot.ts'
import type { Slots } from './slots.ts'

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

/** Errors as openStore, `vault.slot-damaged`, and `audit.unwritable`: then nothing stays open. */
export async function openSession(
  slots: Slots,
  slot: OpenSlot,
  privateKey: Buffer,
  parts: OpenParts,
): Promise<Entered> {
  const keys = await keysHere(slot, privateKey, parts.deviceKey)
  const draftKey = Buffer.from(keys.draft.key)
  let opened: OpenedStore | null = null
  try {
    opened = openStoreWith(keys.workstation, slot.userId, parts)
    const { store, blobs, trustedNow, key } = opened
    settleVoids(store, parts.audit, parts.marked)
    const { open, can } = await letIn(store, slots, slot, parts)
    await parts.keep(store, keys)
    const mustFirst = needsFactor(store, open) ? ('second-factor' as const) : null
    const session = {
      ...whoIs(slots, open, can, key, parts.newId),
      store,
      blobs,
      draftKey,
      mustFirst,
      passwordDue: null,
      byKit: false,
      provenAt: parts.clock.mono(),
      trustedNow,
    }
    const epochs = new Map([...keys.workstation].map(([epoch, each]) => [epoch, Buffer.from(each)]))
    return { session, can, epochs, slot: open }
  } catch (error) {
    opened?.store.close()
    opened?.blobs.forgetKeys()
    draftKey.fill(0)
    throw error
  } finally {
    wipeKeys(keys)
  }
}

export type OpenedStore = Readonly<{
  store: Store
  blobs: BlobFolder
  trustedNow(): number
  /** The newest of those it was opened with: the caller's. */
  key: Buffer
}>

/** The store and its files, with what the log has to say of it first. `keys`: of the workstation, by epoch. Throws as openStore. */
export function openStoreWith(
  keys: ReadonlyMap<number, Buffer>,
  actor: string,
  parts: Omit<OpenParts, 'deviceKey' | 'keep' | 'marked'>,
): OpenedStore {
  const newest = Math.max(...keys.keys())
  const key = keys.get(newest)
  must(key, 'vault.workstation-key')
  const store = openStore(join(parts.directory, 'clinical.db'), key, parts.migrations, {
    create: false,
    ...(parts.observe && { observe: parts.observe }),
  })
  try {
    if (parts.audit) {
      settleLastOp(store, parts.audit, parts.audit.lastOp())
      recordClock(parts.audit, actor)
    }
    const of = new Map([...keys].map(([epoch, each]) => [epoch, blobKey(each)]))
    const blobs = new BlobFolder(join(parts.directory, 'blobs'), { newest, of })
    return { store, blobs, trustedNow: nowSince(parts), key }
  } catch (error) {
    store.close()
    throw error
  }
}

/** With what they may; where only the cloud's word is missing or too old, the cloud is asked before anybody is kept out. */
async function letIn(
  store: Store,
  place: Place,
  slot: OpenSlot,
  parts: OpenParts,
): Promise<Readonly<{ open: OpenSlot; can: Set<Permission> }>> {
  if ('sig' in slot.grant) mustNotBeBehind(parts)
  try {
    return { open: slot, can: new Set(rightsHere(store, place, slot, parts)) }
  } catch (error) {
    if (!mayBeHeard(error)) throw error
    const open = await withHeardGrant(store, place, slot, parts)
    settleVoids(store, parts.audit, parts.marked)
    return { open, can: new Set(rightsHere(store, place, open, parts)) }
  }
}

/**
 * The cloud has signed, with its time, what it has of the audit log: it cannot be before that now. Throws `sign-in.clock-behind`. Whoever
 * comes with the practice's code comes in all the same.
 */
function mustNotBeBehind({ audit, clock }: Pick<OpenParts, 'audit' | 'clock'>): void {
  const signed = audit && new WitnessBook(audit).witnessed()
  if (signed && clock.now() < Date.parse(signed.at) - clockToleranceMs)
    throw new AppError('Forbidden', 'sign-in.clock-behind')
}

/** What somebody may do now, by their grant and by what the store says of them. Throws `sign-in.*`. */
export function rightsHere(
  store: Store,
  place: Place,
  slot: Pick<OpenSlot, 'userId' | 'keys' | 'grant'>,
  { audit, clock }: Pick<OpenParts, 'audit' | 'clock'>,
): ReadonlySet<Permission> {
  const nowMs = trustedMs(clock.now(), audit?.clockBehind() ?? 0)
  const known = {
    person: personRow(store.read, slot.userId) ?? null,
    levels: everyLevel(store.read),
    today: dayIn(practiceOf(store.read)?.timeZone ?? 'UTC', nowMs),
    isRecovered: recoveryState(store).used !== null,
    isListMissing: isListMissing(store, audit),
  }
  return rightsNow(place, slot, accessState(store), known, nowMs)
}

/** From when it is asked on, whatever becomes of the wall clock. */
function nowSince({ audit, clock }: Pick<OpenParts, 'audit' | 'clock'>): () => number {
  const [wallMs, steady] = [trustedMs(clock.now(), audit?.clockBehind() ?? 0), clock.mono()]
  return () => Math.max(clock.now(), wallMs + clock.mono() - steady)
}

/** Whether a second factor has to be set up before anything else. */
function needsFactor(store: Store, { userId, keys, secondFactor }: OpenSlot): boolean {
  const has = credentialOf(store.read, userId)?.secondFactor ?? secondFactor
  return practiceOf(store.read)?.secondFactor !== 'nobody' && has?.keySha !== keyShaOf(keys.publicKey)
}

/** What a slot opens. The caller wipes them (`wipeKeys`). Throws `vault.slot-damaged`. */
export async function keysHere(
  slot: OpenSlot,
  privateKey: Buffer,
  deviceKey: Buffer | null,
): Promise<KeysHere> {
  const workstation = await workstationKeys(slot, privateKey)
  const key = await openWith(privateKey, slot.keys.draftKey, 'draft-key')
  return { workstation, draft: { user: slot.userId, key }, audit: deviceKey && auditKey(deviceKey) }
}

/** The newest key of the workstation, as it is sealed to this user. Throws `vault.slot-damaged`. */
export async function workstationKeyOf(slot: OpenSlot, privateKey: Buffer): Promise<Buffer> {
  const newest = slot.workstationKeys.reduce((a, b) => (b.epoch > a.epoch ? b : a))
  return openWith(privateKey, newest.sealed, `workstation-key/${newest.epoch}`)
}

/** Who is in. `can` is the session's own: the vault changes what is in it when a grant says otherwise. */
export const whoIs = (
  slots: Slots,
  slot: OpenSlot,
  can: ReadonlySet<Permission>,
  workstationKey: Buffer,
  newId: NewId,
): AloneSession => ({
  id: newId(),
  actor: {
    id: slot.userId,
    displayName: slot.displayName,
    roles: 'sig' in slot.grant ? slot.grant.grant.roles : slot.grant.roles,
    can,
  },
  packKey: packKey(workstationKey),
  workstation: { tenant: slots.tenant, device: slots.device, practiceName: slots.practiceName },
})

/** Of every epoch there is: the newest opens the store, those before it the blobs that were written under them. */
async function workstationKeys(slot: OpenSlot, privateKey: Buffer): Promise<ReadonlyMap<number, Buffer>> {
  const keys = new Map<number, Buffer>()
  for (const { epoch, sealed } of slot.workstationKeys)
    keys.set(epoch, await openWith(privateKey, sealed, `workstation-key/${epoch}`))
  return keys
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
