/** What the cloud says of who may come in here is taken into the store; also for somebody who stands at the gate with a lease that has ended. */
import { join } from 'node:path'
import type { Grants } from '../../shared/access/grant.ts'
import type { SignedRevocations } from '../../shared/access/revocations.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { isSigned } from '../audit/chain-crypto.ts'
import { accessState, noteAccess } from '../store/access-state.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { Store } from '../store/store.ts'
import { withList } from '../store/voids.ts'
import { askForGrants } from '../sync/grants-link.ts'
import { Unreachable } from '../sync/transport.ts'
import { readCloudFile } from './cloud-file.ts'
import { isGood } from './grants.ts'
import type { OpenSlot, Place } from './slot.ts'

/** What somebody waits at the gate for it, at most: else nobody would come in. */
const gateMs = 8000

/** Of another cloud than the one that was heard first, or of nobody, nothing is taken. */
export function takeGrants(
  store: Store,
  { device, tenant }: Place,
  { key, grants, revocations = null }: Pick<Grants, 'key' | 'grants'> & Partial<Pick<Grants, 'revocations'>>,
): void {
  const state = accessState(store)
  const { grantKey } = state
  must(
    grants.every(({ grant, sig }) => isSigned(grantKey ?? key, grant, sig)),
    'grants.not-signed',
  )
  const { voids } = state
  noteAccess(store, {
    ...state,
    grantKey: grantKey ?? key,
    grants,
    voids: isOurs(revocations, grantKey ?? key, tenant) ? withList(voids, revocations.list, device) : voids,
  })
}

const isOurs = (
  revocations: SignedRevocations | null,
  key: string,
  tenant: string,
): revocations is SignedRevocations =>
  revocations !== null &&
  revocations.list.practice === tenant &&
  isSigned(key, revocations.list, revocations.sig)

/** Whether a word of the cloud may let in whom this keeps out. */
export const mayBeHeard = (error: unknown): boolean =>
  error instanceof AppError &&
  (['sign-in.lease-ended', 'sign-in.no-grant', 'sign-in.list-missing'].includes(error.reason) ||
    error.params['by'] === 'list')

/** The slot with the grant that the cloud gives now; as it was where it gives none, or is not there. */
export async function withHeardGrant(
  store: Store,
  place: Place,
  slot: OpenSlot,
  { directory, deviceKey, clock }: Readonly<{ directory: string; deviceKey: Buffer | null; clock: Clock }>,
): Promise<OpenSlot> {
  try {
    const cloud = deviceKey && readCloudFile(join(directory, 'cloud.json'), deviceKey, place)
    if (!cloud) return slot
    takeGrants(store, place, await askForGrants(cloud, { timeoutMs: gateMs }))
  } catch (error) {
    if (error instanceof AppError && error.reason === 'device.revoked')
      noteAccess(store, { ...accessState(store), revokedAt: instantOf(clock.now()) })
    // not there, or what proves this workstation to it is lost: it is as it was
    if (error instanceof Unreachable || error instanceof AppError) return slot
    throw error
  }
  const state = accessState(store)
  const grant = state.grants.find((each) => isGood(place, slot, each, state))
  return grant ? { ...slot, grant } : slot
}
