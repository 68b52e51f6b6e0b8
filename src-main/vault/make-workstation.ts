/** The files and keys of a new workstation, in a folder that becomes the store when it is whole. */
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { PersonKeys } from '../../shared/access/credential.ts'
import type { Role } from '../../shared/access/roles.ts'
import type { Clock, NewId } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { openAudit } from '../audit/audit-log.ts'
import type { Host } from '../pipeline/host.ts'
import type { Migration } from '../store/migrate.ts'
import { openStore, type Store } from '../store/store.ts'
import { keepSlot } from './change-slot.ts'
import { auditKey, newKey, type KdfCost } from './keys.ts'
import { sealedTo, type LocalGrant, type OpenSlot } from './slot.ts'
import { syncFolder } from './slots.ts'
import { dropWipeNote } from './wipe-note.ts'

export type MakingParts = Readonly<{
  directory: string
  migrations: Readonly<{ local: readonly Migration[]; audit: readonly Migration[] }>
  clock: Clock
  newId: NewId
  boot: string
  kdf: KdfCost
}>

/** Who comes in first, and where. */
export type FirstUser = Readonly<{
  tenant: string
  device: string
  practiceName: string
  userId: string
  username: string
  displayName: string
  roles: readonly Role[]
  issuer: LocalGrant['issuer']
  keys: PersonKeys
  /** Their code, where it is made now. */
  code: string | null
}>

export type Made = Readonly<{ slot: OpenSlot; privateKey: Buffer; deviceKey: Buffer; recoveryCode: string }>

/**
 * `action`: the first entry of the audit log, of the op `fill` is given. `fill` writes what the store begins with.
 * `keep` is given the device key, for what else is to be sealed with it.
 */
export async function makeWorkstation(
  first: FirstUser,
  parts: MakingParts,
  host: Host,
  action: string,
  fill: (store: Store, opId: string) => void,
  keep: (deviceKey: Buffer) => void = () => undefined,
): Promise<Pick<Made, 'slot' | 'deviceKey'>> {
  const { tenant, device, practiceName, userId, roles, keys } = first
  const deviceKey = await host.createDeviceKey(device)

  const auditDb = auditKey(deviceKey)
  const audit = openAudit(join(parts.directory, 'audit.db'), auditDb, parts.migrations.audit, {
    clock: parts.clock,
    workstation: device,
    boot: parts.boot,
    create: true,
  })
  auditDb.fill(0)
  const opId = parts.newId()
  // the first entry of the log, durable like every other before the commit it is about
  audit.append({
    action,
    category: 'configuration',
    outcome: 'done',
    actor: userId,
    session: null,
    subject: null,
    reason: null,
    op: opId,
    detail: {},
  })
  audit.close()

  const workstationKey = newKey()
  const store = openStore(join(parts.directory, 'clinical.db'), workstationKey, parts.migrations.local, {
    create: true,
  })
  try {
    fill(store, opId)
  } finally {
    store.close()
  }

  const slot: OpenSlot = {
    userId,
    username: first.username,
    displayName: first.displayName,
    keys,
    secondFactor: null,
    grant: { issuer: first.issuer, roles: [...roles], issuedAt: instantOf(parts.clock.now()) },
    workstationKeys: await sealedTo(keys.publicKey, new Map([[1, workstationKey]])),
  }
  workstationKey.fill(0)
  keep(deviceKey)
  const none = { format: 2 as const, tenant, device, practiceName, users: [], earlier: [] }
  keepSlot(join(parts.directory, 'slots.json'), none, slot, deviceKey, first.code)
  return { slot, deviceKey }
}

/** Makes everything beside, and moves it into place when it is whole: a kill leaves nothing half-done. */
export async function moveIn<M extends Pick<Made, 'slot'>>(
  profile: string,
  directory: string,
  make: (staging: string) => Promise<M>,
): Promise<M> {
  const staging = join(profile, 'store.new')
  rmSync(staging, { recursive: true, force: true })
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  // by itself: made with its parents, a disk that may not be written says that there is no such folder
  mkdirSync(staging, { mode: 0o700 })
  const made = await make(staging)
  // the door to the live place: from here on the practice exists
  syncFolder(staging)
  renameSync(staging, directory)
  // it was wiped once, and is another computer from here on
  dropWipeNote(profile)
  syncFolder(profile)
  return made
}
