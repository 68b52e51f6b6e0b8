/** Two sheets of the emergency kit: this workstation's store, open for reading, to nobody's account. */
import { join } from 'node:path'
import { kitActor, kitHours, kitPermissions } from '../../shared/access/emergency-kit.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { NewId } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { KitOpening } from '../pipeline/gatekeeper.ts'
import type { Session } from '../pipeline/session.ts'
import { openKit } from './kit.ts'
import { isListMissing } from './revocation-keeper.ts'
import { readKitFile, writeKitFile } from './kit-file.ts'
import { newKey, openWith, packKey } from './keys.ts'
import { openStoreWith, type OpenParts } from './open-store.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import { accessState } from '../store/access-state.ts'
import type { Store } from '../store/store.ts'
import { isVoid } from '../store/voids.ts'
import { trustedMs } from './grants.ts'
import type { Slots } from './slots.ts'

export type OpenedByKit = Readonly<{ session: Session; leftMs: number }>

const hourMs = 3_600_000

/**
 * That it was used is written down before anything opens. Throws `kit.none`, `kit.over`, `kit.not-a-sheet`, `kit.one-sheet-twice`, `kit.wrong`,
 * `sign-in.revoked`, `sign-in.list-missing`, `vault.slot-damaged`, and what opening the store throws.
 */
export async function openWithKit(
  { sheets, names, reason }: KitOpening,
  slots: Slots,
  deviceKey: Buffer,
  parts: Omit<OpenParts, 'deviceKey' | 'keep' | 'marked'> & Readonly<{ newId: NewId }>,
): Promise<OpenedByKit> {
  const file = join(parts.directory, 'kit.json')
  const kept = readKitFile(file, deviceKey, slots)
  if (!kept) throw new AppError('NotFound', 'kit.none')
  const { privateKey, marks } = await openKit(slots.tenant, kept.kit, sheets)
  const keys = new Map<number, Buffer>()
  try {
    const nowMs = trustedMs(parts.clock.now(), parts.audit?.clockBehind() ?? 0)
    const use = kept.use ?? {
      id: parts.newId(),
      kitId: kept.kit.id,
      at: instantOf(nowMs),
      names,
      reason,
      marks: [...marks],
    }
    const leftMs = Date.parse(use.at) + kitHours * hourMs - nowMs
    if (leftMs <= 0) throw new AppError('Forbidden', 'kit.over')
    if (!kept.use) writeKitFile(file, deviceKey, slots, { ...kept, use })
    for (const { epoch, sealed } of kept.epochs)
      keys.set(epoch, await openWith(privateKey, sealed, `workstation-key/${epoch}`))
    const { store, blobs, trustedNow, key } = openStoreWith(keys, kitActor, parts)
    try {
      mustNotBeRevoked(store, slots, parts.audit)
    } catch (error) {
      store.close()
      blobs.forgetKeys()
      throw error
    }
    const session: Session = {
      id: parts.newId(),
      actor: { id: kitActor, displayName: names, roles: [], can: new Set(kitPermissions) },
      store,
      blobs,
      // nobody's drafts: what it seals is never opened
      draftKey: newKey(),
      packKey: packKey(key),
      mustFirst: null,
      passwordDue: null,
      byKit: true,
      provenAt: Number.NEGATIVE_INFINITY,
      trustedNow,
      workstation: { tenant: slots.tenant, device: slots.device, practiceName: slots.practiceName },
    }
    return { session, leftMs }
  } finally {
    for (const each of [privateKey, ...keys.values()]) each.fill(0)
  }
}

/** Leases do not count here, that is what a kit is for; that a computer was lost does. */
function mustNotBeRevoked(store: Store, { device }: Slots, audit: AuditFile | null): void {
  const { revokedAt, voids, heardAt } = accessState(store)
  if (revokedAt !== null || isVoid(voids, device, heardAt)) throw new AppError('Forbidden', 'sign-in.revoked')
  if (isListMissing(store, audit)) throw new AppError('Forbidden', 'sign-in.list-missing')
}
