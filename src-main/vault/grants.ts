/** Whether a grant is believed, and what it lets somebody do now (docs/threat-model.md, "Grants"). */
import type { SignedGrant } from '../../shared/access/grant.ts'
import { privileged, rightsOf } from '../../shared/access/rights.ts'
import { permissionsOf } from '../../shared/access/roles.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { permissions as rights, type Permission } from '../../shared/kernel/permissions.ts'
import { isSigned } from '../audit/chain-crypto.ts'
import type { AccessState } from '../store/access-state.ts'
import { isVoid, type Voids } from '../store/voids.ts'
import { keyShaOf } from './person-keys.ts'
import type { OpenSlot, Place } from './slot.ts'

export type Person = Parameters<typeof rightsOf>[0]
/** What the store says of somebody: their row and the practice's levels, as they were last read. */
export type Known = Readonly<{
  person: Person | null
  levels: Parameters<typeof rightsOf>[1]
  /** The day at the practice. */
  today: string
  /** Somebody came in with the practice's code, and no cloud has spoken since. */
  isRecovered: boolean
  /** A list of revocations that was taken here is not here any more: nobody knows whom it named. */
  isListMissing: boolean
}>

/** What one may be off, by a clock that was set by hand or by a network. */
export const clockToleranceMs = 5 * 60_000
/** A clock that was further ahead than this by what is recorded was wrong then, and not set back now. */
const furthestAheadMs = 30 * 86_400_000

/**
 * The time that leases are judged by, in ms: that of what was recorded last, where the clock was set back behind it. `behind`: how far
 * it is, ms. One that had been set wrong by years ends nobody's lease when it is put right.
 */
export const trustedMs = (nowMs: number, behind: number): number =>
  behind <= furthestAheadMs ? nowMs + behind : nowMs

/**
 * What the owner of a slot may do now. Throws `sign-in.revoked` where nobody comes in at this workstation, `sign-in.suspended` for whoever is not here any more, `sign-in.no-grant` where the
 * cloud has not said that they may come in here, `sign-in.lease-ended` where it said so too long ago, `sign-in.clock-behind` where the
 * clock stands before the cloud's last word, `sign-in.list-missing` where a list of revocations was lost. `nowMs`: by trustedMs.
 */
export function rightsNow(
  place: Place,
  slot: Pick<OpenSlot, 'userId' | 'keys' | 'grant'>,
  state: AccessState,
  known: Known,
  nowMs: number,
): ReadonlySet<Permission> {
  const { person, levels, today, isRecovered } = known
  if (state.revokedAt !== null) throw new AppError('Forbidden', 'sign-in.revoked')
  if (known.isListMissing) throw new AppError('Forbidden', 'sign-in.list-missing')
  // it may have come again since, which the cloud knows
  if (isVoidGrant(state.voids, place.device, slot.grant))
    throw new AppError('Forbidden', 'sign-in.revoked', { by: 'list' })
  const byRows = person && rightsOf(person, levels, today)
  if (person && byRows?.size === 0) throw new AppError('Forbidden', 'sign-in.suspended')
  const { grant } = slot
  if (!('sig' in grant)) {
    // before a cloud has spoken there is nobody else to ask; after a recovery, the rows it left are asked
    if (state.grantKey === null) return permissionsOf(grant.roles)
    if (isVoidGrant(state.voids, slot.userId, grant))
      throw new AppError('Forbidden', 'sign-in.suspended', { by: 'list' })
    if (grant.issuer === 'recovery' && isRecovered && byRows) return byRows
    throw new AppError('Forbidden', 'sign-in.no-grant')
  }
  if (!isGood(place, slot, grant, state)) throw new AppError('Forbidden', 'sign-in.no-grant')
  const { issuedAt, until, privilegedUntil, permissions } = grant.grant
  // the cloud has said so, and it cannot be before that
  if (nowMs < Date.parse(issuedAt) - clockToleranceMs) throw new AppError('Forbidden', 'sign-in.clock-behind')
  if (nowMs >= Date.parse(until)) throw new AppError('Forbidden', 'sign-in.lease-ended')
  const can = rightsAmong(permissions)
  // what they undo is not undone by an outage
  if (nowMs >= Date.parse(privilegedUntil)) for (const each of privileged) can.delete(each)
  // what was taken is gone as soon as its row is read
  if (byRows) for (const each of can) if (!byRows.has(each)) can.delete(each)
  return can
}

/** Whether a list of revocations names whom it is of, and is later than it. `id`: of the person, or of the workstation. */
export const isVoidGrant = (voids: Voids, id: string, grant: OpenSlot['grant']): boolean =>
  isVoid(voids, id, 'sig' in grant ? grant.grant.issuedAt : null)

/** What a grant says, whoever said it. */
export const grantedBy = (grant: OpenSlot['grant']): ReadonlySet<Permission> =>
  'sig' in grant ? rightsAmong(grant.grant.permissions) : permissionsOf(grant.roles)

/** Signed by the practice's cloud, for this workstation, this person and their present key. */
export function isGood(
  { tenant, device }: Place,
  { userId, keys }: Pick<OpenSlot, 'userId' | 'keys'>,
  { grant, sig }: SignedGrant,
  { grantKey, voids }: AccessState,
): boolean {
  return (
    grantKey !== null &&
    grant.practice === tenant &&
    grant.device === device &&
    grant.user === userId &&
    !isVoid(voids, userId, grant.issuedAt) &&
    !isVoid(voids, device, grant.issuedAt) &&
    (grant.keySha === null || grant.keySha === keyShaOf(keys.publicKey)) &&
    // last: of everybody's grants it is one person's, and a signature costs a thousand comparisons
    isSigned(grantKey, grant, sig)
  )
}

/** Of these, the rights that there are. */
const rightsAmong = (names: readonly string[]): Set<Permission> =>
  new Set(rights.filter((right) => names.includes(right)))
