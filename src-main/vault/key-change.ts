/**
 * Another key for this workstation's store, while somebody comes in ([ADR 30](../../docs/adr/0030-the-key-of-a-workstation-is-changed-at-sign-in.md)):
 * everything that opens the store is given the new key first, then the file is put under it, then it is noted. A kill anywhere leaves a
 * store that the newest key opens, or the one before; the next sign-in goes on from there.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyMonths } from '../../shared/access/key-policy.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { ownEntry, type AuditFile } from '../audit/audit-log.ts'
import { storeError } from '../store/cipher.ts'
import { keyState, noteKey, secondsFor, type KeyDue, type KeyState } from '../store/key-state.ts'
import { everyPerson, practiceOf } from '../store/people.sql.ts'
import type { Store } from '../store/store.ts'
import { readKitFile, writeKitFile } from './kit-file.ts'
import { newKey, packKey } from './keys.ts'
import { newestFirst, upTo } from './open-epochs.ts'
import { openStoreWith, type OpenedStore, type OpenParts } from './open-store.ts'
import { readPackFile, writePackFile } from './pack-file.ts'
import { bytesOf, freeBeside, rekeyFile, roomFor } from './rekey.ts'
import { sealRecovery, type KeysHere } from './seal-recovery.ts'
import { openSlot, sealedTo, sealSlot, type OpenSlot } from './slot.ts'
import { readSlots, writeSlots, type Slots, type UserSlot } from './slots.ts'

const monthMs = 30.4375 * 86_400_000

/** How far it is, 0 to 1, and how many seconds it was thought to take. */
export type KeyChanging = Readonly<{ part: number; seconds: number }>

export type ChangeParts = OpenParts &
  Readonly<{
    slots: Slots
    /** Whoever comes back from a lock is not kept waiting for it. */
    isFull: boolean
    onChanging(now: KeyChanging | null): void
    failed(error: unknown): void
  }>

/** `keys`: the caller's, who wipes them; the new one is among them afterwards. */
export type Inside = Readonly<{ opened: OpenedStore; slot: OpenSlot; keys: Map<number, Buffer> }>

/** Whatever keeps it from being changed keeps nobody out: they come in with the key there is. Throws as openStore where none opens it. */
export async function withNewKey(here: Inside, whole: KeysHere, parts: ChangeParts): Promise<Inside> {
  const { opened, slot, keys } = here
  const { deviceKey, audit } = parts
  const state = await settled(opened, keys, parts)
  const due = state.due ?? dueNow(opened.store, state, parts)
  if (!due) return here
  if (!state.due) noteKey(opened.store, { ...state, due })
  if (!parts.isFull || !deviceKey || !audit) return here
  const file = join(parts.directory, 'clinical.db')
  const began = parts.clock.mono()
  const bytes = bytesOf(file) + bytesOf(`${file}-wal`)
  const seconds = secondsFor(bytes, state.took)
  const [at, to] = [opened.epoch + 1, newKey()]
  const next = new Map([...upTo(keys, opened.epoch), [at, to]])
  let now: OpenedStore | null = opened
  try {
    const [needs, free] = [roomFor(bytes), await freeBeside(file)]
    if (free < needs) return notChanged({ reason: 'store.disk-full', needs, free }, here, parts)
    const slots = readSlots(slotsFile(parts)) ?? parts.slots
    const reason = waitsForEarlier(opened.store, slots) ? 'key.earlier-slot' : null
    if (reason) return notChanged({ reason, needs: 0, free: 0 }, here, parts)
    parts.onChanging({ part: 0, seconds })
    await sealForAll(opened.store, { ...whole, workstation: next }, deviceKey, parts)
    closeStore(opened)
    now = null
    await rekeyFile(file, opened.key, to, (part) => parts.onChanging({ part, seconds }))
    now = openStoreWith(next, slot.userId, parts)
    const took = { ms: Math.max(1, parts.clock.mono() - began), bytes }
    await finish({ ...now, why: due.why, by: due.by }, next, took, parts)
  } catch (error) {
    const said = storeError(error)
    now ??= openStoreWith(next, slot.userId, parts)
    const isOurs = !(said instanceof AppError)
    if (isOurs) parts.failed(error)
    const reason = isOurs ? 'key.not-changed' : said.reason
    notChanged({ reason, needs: 0, free: 0 }, { ...here, opened: now }, parts)
  } finally {
    parts.onChanging(null)
  }
  if (now.epoch < at) {
    to.fill(0)
    return { ...here, opened: now }
  }
  keys.get(at)?.fill(0)
  keys.set(at, to)
  return { opened: now, slot: { ...slot, workstationKeys: await sealedTo(slot.keys.publicKey, next) }, keys }
}

/** What a kill left is finished: the store is under a newer key than is noted. */
async function settled(
  opened: OpenedStore,
  keys: ReadonlyMap<number, Buffer>,
  parts: ChangeParts,
): Promise<KeyState> {
  const state = keyState(opened.store)
  const { epoch } = opened
  if (state.epoch === epoch) return state
  if (state.epoch === null) noteKey(opened.store, { ...state, epoch, since: instantOf(parts.clock.now()) })
  else
    await finish({ ...opened, why: state.due?.why ?? 'asked', by: state.due?.by ?? null }, keys, null, parts)
  return keyState(opened.store)
}

/** After the file is under its new key: the pack is, it is recorded, and noted. May be done again. */
async function finish(
  { store, epoch, why, by }: Pick<OpenedStore, 'store' | 'epoch'> & Pick<KeyDue, 'why' | 'by'>,
  keys: ReadonlyMap<number, Buffer>,
  took: KeyState['took'],
  { directory, slots, clock, audit, failed }: ChangeParts,
): Promise<void> {
  await movePack(join(directory, 'downtime-pack'), upTo(keys, epoch), slots).catch(failed)
  audit?.append({ ...ownEntry('key.changed', why, { epoch }), actor: by })
  const state = keyState(store)
  const changedAt = instantOf(clock.now())
  noteKey(store, { ...state, epoch, changedAt, due: null, problem: null, took: took ?? state.took })
}

/** The pack under the newest key, where it is under one of before. One that is not there, or opens with none, is made anew by itself. */
async function movePack(file: string, keys: ReadonlyMap<number, Buffer>, owner: Slots): Promise<void> {
  const packKeys = newestFirst(keys).map(([, key]) => packKey(key))
  const [newest, ...before] = packKeys
  must(newest, 'key.epochs')
  try {
    const opens = async (key: Buffer) => readPackFile(file, key, owner).catch(() => null)
    if (await opens(newest)) return
    for (const key of before) {
      const pack = await opens(key)
      if (pack) return void (await writePackFile(file, newest, owner, pack))
    }
  } finally {
    for (const key of packKeys) key.fill(0)
  }
}

function notChanged(problem: NonNullable<KeyState['problem']>, here: Inside, { audit }: ChangeParts): Inside {
  const { store } = here.opened
  try {
    const state = keyState(store)
    if (state.problem?.reason !== problem.reason) recordFault(audit, problem.reason)
    noteKey(store, { ...state, problem })
  } catch {
    // a full disk: it is tried again at the next sign-in, and said then
  }
  return here
}

function recordFault(audit: AuditFile | null, reason: string): void {
  audit?.append({ ...ownEntry('key.not-changed', reason, {}), outcome: 'failed' })
}

/** Because the kit was used here and its use opened the keys, or because the key is as old as the practice lets one be. */
function dueNow(
  store: Store,
  state: KeyState,
  { directory, slots, deviceKey, clock }: ChangeParts,
): KeyDue | null {
  const nowMs = clock.now()
  const due = (why: KeyDue['why']): KeyDue => ({ why, at: instantOf(nowMs), by: null, reason: '' })
  const kit = deviceKey && readKitFile(join(directory, 'kit.json'), deviceKey, slots)
  if (kit?.use) return due('kit-used')
  const since = state.changedAt ?? state.since
  const months = practiceOf(store.read)?.keyMonths ?? keyMonths.usual
  return since !== null && nowMs - Date.parse(since) >= months * monthMs ? due('age') : null
}

/**
 * Slots of the first form bear no proof of the workstation that their public key is their owner's: what was sealed to one that somebody
 * has put there would be theirs. Their owners come in first, which makes slots of the present form.
 */
function waitsForEarlier(store: Store, { users, earlier }: Slots): boolean {
  const active = new Set(everyPerson(store.read).flatMap(({ id, active: is }) => (is ? [id] : [])))
  const has = new Set(users.map(({ userId }) => userId))
  return earlier.some(({ userId }) => !has.has(userId) && active.has(userId))
}

/** Everybody's slot, what the practice's code opens, and the kit. Nothing is under the new key before all of them have it. */
async function sealForAll(
  store: Store,
  whole: KeysHere,
  deviceKey: Buffer,
  parts: ChangeParts,
): Promise<void> {
  const { directory, slots } = parts
  await sealSlots(slotsFile(parts), whole.workstation, deviceKey)
  await sealRecovery(join(directory, 'recovery.json'), slots, store, whole)
  const kitFile = join(directory, 'kit.json')
  const kept = readKitFile(kitFile, deviceKey, slots)
  // one that was used is not given what it has not seen
  if (kept && !kept.use)
    writeKitFile(kitFile, deviceKey, slots, {
      ...kept,
      epochs: await sealedTo(kept.kit.publicKey, whole.workstation),
    })
}

/** It needs nobody's password: each is sealed to its owner's public key, and lies under the device key. */
async function sealSlots(file: string, keys: ReadonlyMap<number, Buffer>, deviceKey: Buffer): Promise<void> {
  const text = readFileSync(file, 'utf8')
  const slots = readSlots(file)
  must(slots, 'key.slots')
  const users: UserSlot[] = []
  for (const slot of slots.users) {
    const open = openSlot(slots, slot, deviceKey)
    if (!open) {
      // one that is damaged opens nothing; it is made anew from the record
      users.push(slot)
      continue
    }
    const workstationKeys = await sealedTo(open.keys.publicKey, keys)
    users.push(sealSlot(slots, { ...open, workstationKeys }, deviceKey, slot.deviceByCode))
  }
  // somebody wrote it meanwhile: once more, from what is there now
  if (readFileSync(file, 'utf8') !== text) return sealSlots(file, keys, deviceKey)
  writeSlots(file, { ...slots, users })
}

const slotsFile = ({ directory }: Pick<ChangeParts, 'directory'>): string => join(directory, 'slots.json')

function closeStore({ store, blobs }: OpenedStore): void {
  store.close()
  blobs.forgetKeys()
}
