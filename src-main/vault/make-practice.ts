/** First run: the files, keys and first rows of a new practice, in a folder that becomes the store when it is whole. */
import { join } from 'node:path'
import { practices } from '../../shared/access/practice.ts'
import { permissionsOf, type Role } from '../../shared/access/roles.ts'
import { users } from '../../shared/access/user.ts'
import type { Clock, NewId } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { openAudit } from '../audit/audit-log.ts'
import type { NewPractice } from '../pipeline/gatekeeper.ts'
import type { Host } from '../pipeline/host.ts'
import type { Migration } from '../store/migrate.ts'
import { openStore } from '../store/store.ts'
import { auditKey, newKey, newUserKeys, sealTo, type KdfCost } from './keys.ts'
import { makeSlot } from './slot.ts'
import { writeSlots, type UserSlot } from './slots.ts'

type Parts = Readonly<{
  directory: string
  migrations: Readonly<{ local: readonly Migration[]; audit: readonly Migration[] }>
  clock: Clock
  newId: NewId
  boot: string
  kdf: KdfCost
}>

/** How many record numbers the first workstation may give out before a cloud grants it more. */
const firstLease = 100_000

export async function makePractice(
  input: NewPractice,
  parts: Parts,
  host: Host,
): Promise<{ slot: UserSlot; privateKey: Buffer; deviceKey: Buffer; recoveryCode: string }> {
  const [tenant, device, userId] = [parts.newId(), parts.newId(), parts.newId()]
  const roles: Role[] = input.treatsPatients
    ? ['physician', 'administrator']
    : ['practice-manager', 'administrator']
  const now = instantOf(parts.clock.now())
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
    action: 'practice.create',
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
    const actor = { id: userId, displayName: input.displayName, roles, can: permissionsOf(roles) }
    const ctx = { actor, sessionId: parts.newId(), opId, now, newId: parts.newId }
    store.transaction(ctx, (tx) => {
      tx.put(practices, { id: tenant, name: input.practiceName, timeZone: input.timeZone, createdAt: now })
      tx.put(users, {
        id: userId,
        username: input.username,
        displayName: input.displayName,
        roles,
        active: true,
        createdAt: now,
      })
      tx.writeLocal(
        'INSERT INTO lease (kind, next, last) VALUES (?, ?, ?)',
        'mrn',
        input.firstMrn,
        input.firstMrn + firstLease - 1,
      )
      tx.close('access.createPractice@1')
    })
  } finally {
    store.close()
  }

  const { publicKey, privateKey } = await newUserKeys()
  const draftKey = newKey()
  const base = {
    userId,
    username: input.username,
    displayName: input.displayName,
    version: 0,
    grant: { user: userId, device, roles, issuedAt: now, issuer: 'first-run' as const },
    publicKey: publicKey.toString('base64'),
    draftKey: await sealTo(publicKey, draftKey, 'draft-key'),
    workstationKeys: [{ epoch: 1, sealed: await sealTo(publicKey, workstationKey, 'workstation-key/1') }],
  }
  workstationKey.fill(0)
  draftKey.fill(0)
  const made = makeSlot({ tenant, device }, base, { privateKey, deviceKey }, input.password, parts.kdf)
  writeSlots(join(parts.directory, 'slots.json'), {
    format: 1,
    tenant,
    device,
    practiceName: input.practiceName,
    users: [made.slot],
  })
  return { ...made, privateKey, deviceKey }
}
