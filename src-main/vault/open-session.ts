/** From an opened slot to an open store: the moment somebody is in. */
import { permissionsOf } from '../../shared/access/roles.ts'
import type { NewId } from '../../shared/kernel/ids.ts'
import type { AuditLog, AuditFile } from '../audit/audit-log.ts'
import type { Session } from '../pipeline/session.ts'
import type { Migration } from '../store/migrate.ts'
import type { Observer } from '../store/reader.ts'
import { openStore, type Store } from '../store/store.ts'
import { openWith } from './keys.ts'
import type { Slots, UserSlot } from './slots.ts'

type Parts = Readonly<{
  file: string
  migrations: readonly Migration[]
  audit: AuditFile | null
  newId: NewId
  observe: Observer | undefined
}>

/** Errors as openStore, `vault.slot-damaged`, and `audit.unwritable`: then nothing stays open. */
export async function openSession(
  slots: Slots,
  slot: UserSlot,
  privateKey: Buffer,
  parts: Parts,
): Promise<Session> {
  const newest = slot.workstationKeys.reduce((a, b) => (b.epoch > a.epoch ? b : a))
  const key = await openWith(privateKey, newest.sealed, `workstation-key/${newest.epoch}`)
  const draftKey = await openWith(privateKey, slot.draftKey, 'draft-key')
  let store: Store | null = null
  try {
    store = openStore(parts.file, key, parts.migrations, {
      create: false,
      ...(parts.observe && { observe: parts.observe }),
    })
    if (parts.audit) {
      settleLastOp(store, parts.audit, parts.audit.lastOp())
      recordClock(parts.audit, slot.userId)
    }
    return {
      id: parts.newId(),
      actor: {
        id: slot.userId,
        displayName: slot.displayName,
        roles: slot.grant.roles,
        can: permissionsOf(slot.grant.roles),
      },
      store,
      draftKey,
      workstation: { tenant: slots.tenant, device: slots.device, practiceName: slots.practiceName },
    }
  } catch (error) {
    store?.close()
    draftKey.fill(0)
    throw error
  } finally {
    key.fill(0)
  }
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
