/** Opens this very store with the practice's recovery code, where the keychain or everybody's slot is lost (docs/threat-model.md, "Recovery"). */
import { join } from 'node:path'
import { RoleName } from '../../shared/access/roles.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { PracticeKey } from '../../shared/sync/recovery.ts'
import type { PracticeRecovery } from '../pipeline/gatekeeper.ts'
import type { Host } from '../pipeline/host.ts'
import { accessState, noteAccess } from '../store/access-state.ts'
import { rekeyCipher } from '../store/cipher.ts'
import type { Migration } from '../store/migrate.ts'
import { keyState, noteKey } from '../store/key-state.ts'
import { takeNumbers } from '../store/numbers.ts'
import { activeUser, noteRecovery, recoveryState, type UserHere } from '../store/recovery-state.ts'
import type { Store } from '../store/store.ts'
import { bothOf, isVoid, type Voids } from '../store/voids.ts'
import { enrol, type CameIn } from '../sync/enrolment.ts'
import { writeCloudFile } from './cloud-file.ts'
import { auditKey, newKey, type KdfCost } from './keys.ts'
import { keepSlot } from './change-slot.ts'
import { openNewest } from './open-epochs.ts'
import { newOwnKeys } from './person-keys.ts'
import { sealedTo, type OpenSlot } from './slot.ts'
import type { Slots } from './slots.ts'
import { openPracticeKey } from './practice-key.ts'
import { readRecoveryCode } from './recovery-code.ts'
import {
  auditPart,
  draftPart,
  openParts,
  parseRecovery,
  readRecoveryText,
  sealPart,
  workstationPart,
  type RecoveryFile,
  type SealedPart,
} from './recovery-file.ts'
import { writeRecovery } from './seal-recovery.ts'

export type RecoverParts = Readonly<{
  /** `store/`. */
  directory: string
  slots: Slots
  /** The device key, where it opens what it must; null where a new one is to be made. */
  deviceKey: Buffer | null
  migrations: readonly Migration[]
  clock: Clock
  kdf: KdfCost
  host: Host
  app: string
  onUser(userId: string): void
  /** What lists of revocations have made void, as far as that can be read without the store. */
  voids: Voids
}>

export type Recovered = Readonly<{
  slot: OpenSlot
  privateKey: Buffer
  deviceKey: Buffer
  /** The person's own, new. */
  recoveryCode: string
}>

/** `nextKey`: the device key from now on. */
type OpenParts = RecoverParts & Readonly<{ nextKey: Buffer }>

/** What the code opened. `file`: in which the parts stand, under its key. */
type Opened = Readonly<{
  file: RecoveryFile
  practiceKey: Buffer
  epochs: ReadonlyMap<number, Buffer>
  user: UserHere
}>

/**
 * May be done again after a kill anywhere: until the last step the code and `recovery.json` open what they opened before. Throws
 * `recovery.not-a-code`, `recovery.no-file`, `recovery.file-damaged`, `practice-code.wrong`, `practice-code.user`, `enrol.*`,
 * `cloud.unreachable`, and what opening the store throws.
 */
export async function recoverPractice(asked: PracticeRecovery, parts: RecoverParts): Promise<Recovered> {
  const { directory, slots, host } = parts
  const code = readRecoveryCode(asked.code)
  if (!code) throw new AppError('Invalid', 'recovery.not-a-code')
  let opened: Opened | null = null
  let made: Omit<Recovered, 'deviceKey'> | null = null
  const deviceKey = parts.deviceKey ?? newKey()
  try {
    const came = asked.cloud ? await comeAgain(asked.cloud, slots, parts.app) : null
    const noteProof = () =>
      came && writeCloudFile(join(directory, 'cloud.json'), deviceKey, slots, came.place)
    // what it proved itself with before is void from now on, whatever becomes of the code
    if (parts.deviceKey) noteProof()
    opened = await openWithCode(code, asked.username, came, { ...parts, nextKey: deviceKey })
    made = await newSlot(opened, asked.password, parts)
    keepSlot(join(directory, 'slots.json'), slots, made.slot, deviceKey, made.recoveryCode)
    if (!parts.deviceKey) {
      await host.restoreDeviceKey(slots.device, deviceKey)
      await moveAudit(opened, deviceKey, parts)
      noteProof()
    }
    return { ...made, deviceKey }
  } catch (error) {
    made?.privateKey.fill(0)
    if (!parts.deviceKey) deviceKey.fill(0)
    throw error
  } finally {
    code.fill(0)
    opened?.practiceKey.fill(0)
    for (const key of opened?.epochs.values() ?? []) key.fill(0)
  }
}

/** This workstation once more, with a code of a colleague: the cloud then gives what it has of it, and takes its work again. */
async function comeAgain(
  cloud: NonNullable<PracticeRecovery['cloud']>,
  { tenant, device }: Slots,
  app: string,
): Promise<CameIn> {
  const came = await enrol({ ...cloud, device, app, bring: null })
  if (came.given.practice !== tenant) throw new AppError('Conflict', 'enrol.other-practice')
  return came
}

/** The file that lies here, or the copy in the cloud: whichever the code opens the store with. */
async function openWithCode(
  code: Buffer,
  username: string,
  came: CameIn | null,
  parts: OpenParts,
): Promise<Opened> {
  const { directory, slots } = parts
  const texts = [readRecoveryText(join(directory, 'recovery.json')), came?.given.recovery.text ?? null]
  const found = texts.filter((text) => text !== null)
  if (found.length === 0) throw new AppError('NotFound', 'recovery.no-file')
  let why: unknown = new AppError('Forbidden', 'practice-code.wrong')
  for (const text of found) {
    let practiceKey: Buffer | null = null
    try {
      const read = parseRecovery(text, slots)
      const file = { ...read, key: newestOf(read.key, came?.given.recovery.key) }
      practiceKey = openPracticeKey(slots.tenant, file.key, code)
      if (practiceKey) return await openStoreWith(file, practiceKey, username, came, parts)
    } catch (error) {
      practiceKey?.fill(0)
      why = error
    }
  }
  throw why
}

/** The latest wrapping of the key that a file is sealed to: where the cloud has a later one, the code before is void. */
const newestOf = (own: PracticeKey, clouds: PracticeKey | null | undefined): PracticeKey =>
  clouds && clouds.publicKey === own.publicKey && clouds.version > own.version ? clouds : own

async function openStoreWith(
  file: RecoveryFile,
  practiceKey: Buffer,
  username: string,
  came: CameIn | null,
  parts: OpenParts,
): Promise<Opened> {
  const { directory, slots, migrations, clock } = parts
  const epochs = new Map<number, Buffer>()
  for (const { part } of file.parts) {
    const epoch = Number(/^workstation-key\/(\d+)$/.exec(part)?.[1] ?? 0)
    const [key] = epoch > 0 ? await openParts(slots, file, practiceKey, workstationPart(epoch)) : []
    if (key) epochs.set(epoch, key)
  }
  if (epochs.size === 0) throw new AppError('Unavailable', 'recovery.file-damaged')
  let store: Store | null = null
  try {
    store = openNewest(join(directory, 'clinical.db'), epochs, migrations, { create: false }).store
    const user = activeUser(store, username)
    if (!user) throw new AppError('NotFound', 'practice-code.user')
    parts.onUser(user.id)
    const access = accessState(store)
    // one that was revoked comes back by a colleague's word only
    if (access.revokedAt !== null && !came) throw new AppError('Forbidden', 'sign-in.revoked')
    // so does somebody who was on a list
    const voids = bothOf(access.voids, parts.voids)
    if (!came && isVoid(voids, user.id, null)) throw new AppError('Forbidden', 'sign-in.suspended')
    noteAccess(store, { ...access, voids, revokedAt: null })
    // both keys of the audit log are in the file before it is under the next: whichever it is under, the code opens it
    const sealed = [...file.parts, ...(parts.deviceKey ? [] : [await nextAuditPart(file, parts)])]
    const fileSha = writeRecovery(join(directory, 'recovery.json'), slots, file.key, sealed)
    const used = { at: instantOf(clock.now()), as: user.displayName }
    noteRecovery(store, { ...recoveryState(store), key: file.key, fileSha, used })
    // who has the sheet had the keys in their hands: whoever comes in next, which is at once, comes to another one
    const due = { why: 'recovered' as const, at: used.at, by: user.id, reason: '' }
    noteKey(store, { ...keyState(store), due })
    if (came?.given.numbers) takeNumbers(store, came.given.numbers)
    return { file, practiceKey, epochs, user }
  } catch (error) {
    for (const each of epochs.values()) each.fill(0)
    throw error
  } finally {
    store?.close()
  }
}

/** A slot of new keys for whoever has come; the key of their drafts is the one they had. */
async function newSlot(
  { file, practiceKey, epochs, user }: Opened,
  password: string,
  { slots, clock, kdf }: RecoverParts,
): Promise<Omit<Recovered, 'deviceKey'>> {
  const [kept] = await openParts(slots, file, practiceKey, draftPart(user.id))
  const person = { tenant: slots.tenant, user: user.id }
  const now = instantOf(clock.now())
  const { keys, privateKey, code } = await newOwnKeys(person, password, kdf, now, kept)
  kept?.fill(0)
  const slot: OpenSlot = {
    userId: user.id,
    username: user.username,
    displayName: user.displayName,
    keys,
    // what it was sealed to is gone
    secondFactor: null,
    grant: { issuer: 'recovery', roles: user.roles.map((role) => RoleName.parse(role)), issuedAt: now },
    workstationKeys: await sealedTo(keys.publicKey, epochs),
  }
  return { slot, privateKey, recoveryCode: code }
}

async function nextAuditPart(file: RecoveryFile, { slots, nextKey }: OpenParts): Promise<SealedPart> {
  const next = auditKey(nextKey)
  const part = await sealPart(slots, file.key, auditPart, next)
  next.fill(0)
  return part
}

/** The audit log goes on under the key of the new device key, with all that is in it. */
async function moveAudit(
  { file, practiceKey }: Opened,
  deviceKey: Buffer,
  { directory, slots }: RecoverParts,
): Promise<void> {
  const earlier = await openParts(slots, file, practiceKey, auditPart)
  const next = auditKey(deviceKey)
  let why: unknown = new AppError('Unavailable', 'recovery.file-damaged')
  try {
    // the last one first: it is under the one before only after a kill
    for (const key of earlier.toReversed())
      try {
        rekeyCipher(join(directory, 'audit.db'), key, next)
        return
      } catch (error) {
        why = error
      }
    throw why
  } finally {
    for (const key of [...earlier, next]) key.fill(0)
  }
}
