/** Whether a grant is believed, and what it lets somebody do at what time. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { SignedGrant, type Grant } from '../../../shared/access/grant.ts'
import { canonicalText } from '../../../shared/audit/entry.ts'
import { AppError } from '../../../shared/kernel/errors.ts'
import { permissions } from '../../../shared/kernel/permissions.ts'
import { rightsNow, trustedMs, type Known } from '../../../src-main/vault/grants.ts'
import { noVoids, type Voids } from '../../../src-main/store/voids.ts'
import { keyShaOf, newPersonKeys } from '../../../src-main/vault/person-keys.ts'
import type { LocalGrant } from '../../../src-main/vault/slot.ts'

const id = (n: number) => `0190f3c4-6c1e-7e0a-9a53-00000000000${n}`
const place = { tenant: id(1), device: id(2) }
const user = id(3)
const hour = 3_600_000
const issued = Date.parse('2026-03-04T10:00:00.000Z')
const at = (ms: number) => new Date(issued + ms).toISOString()
const { keys } = await newPersonKeys({ tenant: place.tenant, user }, at(0))
const cloud = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const grantKey = cloud.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')

const grant: Grant = {
  format: 1,
  practice: place.tenant,
  device: place.device,
  user,
  username: 'mokafor',
  displayName: 'Maya Okafor',
  roles: ['nurse', 'administrator'],
  levels: [],
  permissions: ['chart.read', 'chart.write', 'patient.find', 'user.manage'],
  keySha: keyShaOf(keys.publicKey),
  secondFactor: true,
  issuedAt: at(0),
  until: at(72 * hour),
  privilegedUntil: at(24 * hour),
}
const signedBy = (grantOf: Grant, key = cloud.privateKey): SignedGrant => ({
  grant: grantOf,
  sig: sign('sha256', Buffer.from(canonicalText(grantOf)), key).toString('base64'),
})
const person: NonNullable<Known['person']> = {
  roles: ['nurse', 'administrator'],
  levels: [],
  exceptions: [],
  endsOn: null,
  active: true,
}
const known: Known = { person, levels: [], today: '2026-03-04', isRecovered: false, isListMissing: false }
type Given = Readonly<{
  slotGrant?: SignedGrant | LocalGrant
  state?: { grantKey: string | null; voids?: Voids }
  also?: Partial<Known>
  ms?: number
}>

/** What they may, or why they may not come in. */
function outcome({ slotGrant = signedBy(grant), state = { grantKey }, also = {}, ms = hour }: Given = {}) {
  try {
    const slot = { userId: user, keys, grant: slotGrant }
    return [
      ...rightsNow(
        place,
        slot,
        { grants: [], workstations: [], heardAt: null, revokedAt: null, voids: noVoids, ...state },
        { ...known, ...also },
        issued + ms,
      ),
    ].toSorted()
  } catch (error) {
    if (error instanceof AppError) return error.reason
    throw error
  }
}
const all = [...grant.permissions].toSorted()

describe('a grant of the cloud', () => {
  test('gives what it says, to whom and where it says', () => {
    expect(outcome()).toEqual(all)
  })

  test('of a later version gives what is known here: a right or a role that there is not yet keeps nobody out', () => {
    const later = signedBy({
      ...grant,
      roles: [...grant.roles, 'scribe'],
      permissions: [...grant.permissions, 'orders.sign'],
    })
    expect(SignedGrant.safeParse(later).success).toBe(true)
    expect(outcome({ slotGrant: later })).toEqual(all)
  })

  test.each<[string, SignedGrant]>([
    ['another key', signedBy(grant, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)],
    ['one right more', { ...signedBy(grant), grant: { ...grant, permissions: [...permissions] } }],
    ['a longer lease', { ...signedBy(grant), grant: { ...grant, until: at(999 * hour) } }],
    ['another person', signedBy({ ...grant, user: id(4) })],
    ['another workstation', signedBy({ ...grant, device: id(4) })],
    ['another practice', signedBy({ ...grant, practice: id(4) })],
    ['another key pair', signedBy({ ...grant, keySha: 'f'.repeat(64) })],
    ['no signature', { grant, sig: '' }],
  ])('of %s is none', (_what, slotGrant) => {
    expect(outcome({ slotGrant })).toBe('sign-in.no-grant')
  })

  test('privileged rights end a day after it, all of them with the lease, to the millisecond', () => {
    expect(outcome({ ms: 24 * hour - 1 })).toEqual(all)
    const rest = all.filter((each) => each !== 'user.manage')
    expect(outcome({ ms: 24 * hour })).toEqual(rest)
    expect(outcome({ ms: 72 * hour - 1 })).toEqual(rest)
    expect(outcome({ ms: 72 * hour })).toBe('sign-in.lease-ended')
  })

  test('is not good before it was given, but for what a clock may be off', () => {
    expect(outcome({ ms: -5 * 60_000 })).toEqual(all)
    expect(outcome({ ms: -5 * 60_000 - 1 })).toBe('sign-in.clock-behind')
  })

  test('gives no more than the record does: what was taken there is gone, and whoever was suspended', () => {
    expect(outcome({ also: { person: { ...person, roles: ['administrator'] } } })).toEqual(['user.manage'])
    expect(outcome({ also: { person: { ...person, active: false } } })).toBe('sign-in.suspended')
    expect(outcome({ also: { person: { ...person, endsOn: '2026-03-03' } } })).toBe('sign-in.suspended')
    // and no less, where the record has not come yet
    expect(outcome({ also: { person: null } })).toEqual(all)
    // what the record gives and the grant does not is not given
    expect(outcome({ also: { person: { ...person, roles: ['nurse', 'administrator', 'biller'] } } })).toEqual(
      all,
    )
  })
})

describe('a grant that was made here', () => {
  const local: LocalGrant = { issuer: 'first-run', roles: ['front-desk'], issuedAt: at(0) }

  test('counts until the cloud is heard, and then no more', () => {
    expect(outcome({ slotGrant: local, state: { grantKey: null } })).toContain('patient.register')
    for (const issuer of ['first-run', 'enrolment', 'recovery'] as const)
      expect(outcome({ slotGrant: { ...local, issuer } })).toBe('sign-in.no-grant')
  })

  test('of a recovery that the store knows of gives what the record says, whatever it says itself', () => {
    const slotGrant: LocalGrant = { ...local, issuer: 'recovery', roles: ['auditor'] }
    const also = { isRecovered: true }
    const rights = outcome({ slotGrant, also, ms: 999 * hour })
    expect(rights).toContain('chart.write')
    expect(rights).not.toContain('audit.read')
    expect(outcome({ slotGrant, also: { ...also, person: null } })).toBe('sign-in.no-grant')
    expect(outcome({ slotGrant: { ...slotGrant, issuer: 'first-run' }, also })).toBe('sign-in.no-grant')
  })
})

test('a clock that was set back is not believed; one that had been wrong by years is put right', () => {
  expect(trustedMs(issued, 0)).toBe(issued)
  expect(trustedMs(issued, 5 * hour)).toBe(issued + 5 * hour)
  expect(trustedMs(issued, 30 * 24 * hour)).toBe(issued + 30 * 24 * hour)
  expect(trustedMs(issued, 4 * 365 * 24 * hour)).toBe(issued)
})
