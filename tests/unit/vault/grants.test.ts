/** What a grant lets somebody do, and for how long: nothing that is written here makes it more (R4, S16). */
import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Grant } from '../../../shared/access/grant.ts'
import { privileged } from '../../../shared/access/rights.ts'
import { roleNames } from '../../../shared/access/roles.ts'
import { canonicalText } from '../../../shared/audit/entry.ts'
import type { Permission } from '../../../shared/kernel/permissions.ts'
import { rightsNow, trustedMs, type Known } from '../../../src-main/vault/grants.ts'
import type { OpenSlot } from '../../../src-main/vault/slot.ts'

const cloud = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const state = {
  grantKey: cloud.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  grants: [],
}
const place = { tenant: randomUUID(), device: randomUUID() }
const userId = randomUUID()
const issued = Date.parse('2026-11-29T10:00:00.000Z')
const hour = 3_600_000
const at = (ms: number) => new Date(ms).toISOString()

const granted = (more: Partial<Grant> = {}): Grant =>
  Grant.parse({
    format: 1,
    practice: place.tenant,
    device: place.device,
    user: userId,
    username: 'blindqvist',
    displayName: 'Bo Lindqvist, RN',
    roles: ['nurse'],
    levels: [],
    permissions: ['chart.read', 'user.manage'],
    keySha: null,
    secondFactor: false,
    issuedAt: at(issued),
    until: at(issued + 72 * hour),
    privilegedUntil: at(issued + 24 * hour),
    ...more,
  })
const signed = (grant: Grant, by: KeyObject = cloud.privateKey) => ({
  grant,
  sig: sign('sha256', Buffer.from(canonicalText(grant)), by).toString('base64'),
})
const nothing: Known = { person: null, levels: [], today: '2026-11-29', isRecovered: false }
/** The rights, or why there are none. */
function rights(grant: OpenSlot['grant'], nowMs = issued, known = nothing): readonly Permission[] | string {
  const slot = { userId, grant, keys: { publicKey: 'AAAA' } as OpenSlot['keys'] }
  try {
    return [...rightsNow(place, slot, state, known, nowMs)]
  } catch (error) {
    return (error as { reason: string }).reason
  }
}

describe('a grant of the cloud', () => {
  test('ends to the millisecond, privileged rights before it, and none is good before it was given', () => {
    const grant = signed(granted())
    const rest = ['chart.read']
    expect(rights(grant, issued + 24 * hour - 1)).toEqual(['chart.read', 'user.manage'])
    expect(rights(grant, issued + 24 * hour)).toEqual(rest)
    expect(rights(grant, issued + 72 * hour - 1)).toEqual(rest)
    for (const late of [0, 1000, 365 * 24 * hour])
      expect(rights(grant, issued + 72 * hour + late)).toBe('sign-in.lease-ended')
    expect(rights(grant, issued - 6 * 60_000)).toBe('sign-in.clock-behind')
    // a clock that was set back by a day is judged by what was recorded since
    expect(rights(grant, trustedMs(issued + 60 * hour, 24 * hour))).toBe('sign-in.lease-ended')
    expect(privileged).toContain('user.manage')
  })

  test('is nothing with any of it changed, of somebody else, or by another hand', () => {
    const good = signed(granted())
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    const wrong = [
      ...Object.entries({
        permissions: ['chart.read', 'user.manage', 'audit.read'],
        roles: [...roleNames].slice(0, 2),
        until: at(issued + 73 * hour),
        privilegedUntil: at(issued + 25 * hour),
        secondFactor: true,
      }).map(([field, value]) => ({ ...good, grant: { ...good.grant, [field]: value } as Grant })),
      signed(granted({ practice: randomUUID() })),
      signed(granted({ device: randomUUID() })),
      signed(granted({ user: randomUUID() })),
      signed(granted({ keySha: 'ab'.repeat(32) })),
      signed(granted(), other),
    ]
    expect(wrong).toHaveLength(10)
    for (const each of wrong) expect(rights(each)).toBe('sign-in.no-grant')
    const bytes = Buffer.from(good.sig, 'base64')
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes)
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(rights({ ...good, sig: flipped.toString('base64') })).toBe('sign-in.no-grant')
    }
    for (const issuer of ['first-run', 'enrolment', 'recovery'] as const)
      expect(rights({ issuer, roles: ['administrator'], issuedAt: at(issued) })).toBe('sign-in.no-grant')
  })

  test('is not made more by rows that say more, and is made less by rows that say less', () => {
    const person = { roles: [...roleNames], levels: [], exceptions: [], endsOn: null, active: true }
    const by = (more: Partial<typeof person>) =>
      rights(signed(granted()), issued, { ...nothing, person: { ...person, ...more } })
    expect(by({})).toEqual(['chart.read', 'user.manage'])
    expect(by({ roles: ['nurse'] })).toEqual(['chart.read'])
    expect(by({ active: false })).toBe('sign-in.suspended')
  })
})
