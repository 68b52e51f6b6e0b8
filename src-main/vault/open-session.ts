/** From an opened slot to an open store: the moment somebody is in. */
import { AppError } from '../../shared/kernel/errors.ts'
import type { NewId } from '../../shared/kernel/ids.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { WitnessBook } from '../audit/witness-book.ts'
import type { AloneSession } from '../pipeline/session.ts'
import type { Store } from '../store/store.ts'
import { auditKey, openWith, packKey } from './keys.ts'
import { withNewKey, type KeyChanging } from './key-change.ts'
import { openStoreWith, type OpenedStore, type OpenParts } from './open-store.ts'
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

export type SessionParts = OpenParts &
  Readonly<{
    /** They do not come back from a lock: what takes its time may be done. */
    isFull: boolean
    /** The key of the store is being changed; null when it is not any more. */
    onChanging(now: KeyChanging | null): void
    failed(error: unknown): void
  }>

/** Errors as openStore, `vault.slot-damaged`, and `audit.unwritable`: then nothing stays open. */
export async function openSession(
  slots: Slots,
  slot: OpenSlot,
  privateKey: Buffer,
  parts: SessionParts,
): Promise<Entered> {
  const keys = await keysHere(slot, privateKey, parts.deviceKey)
  const draftKey = Buffer.from(keys.draft.key)
  let opened: OpenedStore | null = null
  try {
    opened = openStoreWith(keys.workstation, slot.userId, parts)
    settleVoids(opened.store, parts.audit, parts.marked)
    const { open: granted, can } = await letIn(opened.store, slots, slot, parts)
    await parts.keep(opened.store, keys)
    const inside = { opened, slot: granted, keys: keys.workstation }
    const now = await withNewKey(inside, keys, { ...parts, slots })
    opened = now.opened
    const { slot: open } = now
    const { store, blobs, trustedNow, key } = opened
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

/** Of every epoch there is: the newest opens the store, or the one before while it is changed; each the blobs that were written under it. Throws `vault.slot-damaged`. */
export async function workstationKeys(slot: OpenSlot, privateKey: Buffer): Promise<Map<number, Buffer>> {
  const keys = new Map<number, Buffer>()
  for (const { epoch, sealed } of slot.workstationKeys)
    keys.set(epoch, await openWith(privateKey, sealed, `workstation-key/${epoch}`))
  return keys
}
