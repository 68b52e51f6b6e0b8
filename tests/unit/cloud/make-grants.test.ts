/** Who is granted what, and until when: no right outlives its day. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Grant } from '../../../shared/access/grant.ts'
import type { AccessException } from '../../../shared/access/user.ts'
import type { Permission } from '../../../shared/kernel/permissions.ts'
import { grantsFor } from '../../../src-cloud/access/make-grants.ts'
import type { GivenRow } from '../../../src-cloud/postgres/people.ts'

const id = (n: number) => `0190f3c4-6c1e-7e0a-9a53-${n.toString(16).padStart(12, '0')}`
const [practice, device, ana, ben, level] = [id(1), id(2), id(3), id(4), id(5)]
const at = '2026-03-02T09:00:00.000Z'
/** Noon in New York on 10 March 2026. */
const nowMs = Date.UTC(2026, 2, 10, 16)

const person = (of: string, more: Record<string, unknown> = {}): GivenRow => ({
  type: 'user',
  id: of,
  row: {
    username: 'ana',
    displayName: 'Ana Rivera',
    roles: ['nurse'],
    active: true,
    createdAt: at,
    levels: [],
    exceptions: [],
    endsOn: null,
    ...more,
  },
})
const own = (more: Record<string, unknown> = {}): GivenRow => ({
  type: 'practice',
  id: practice,
  row: { name: 'Harbor', timeZone: 'America/New_York', createdAt: at, chartsHeld: null, ...more },
})
const grants = (...rows: GivenRow[]) => grantsFor(rows, { practice, device, nowMs })
const grantOf = (...rows: GivenRow[]) => {
  const [first] = grants(...rows)
  if (!first) throw new Error('nobody')
  return Grant.parse(first)
}
const exception = (permission: Permission, allow: boolean, until: string): AccessException => ({
  permission,
  allow,
  until,
  reason: '',
})

describe('grants', () => {
  test('say who somebody is and what they may do, for as long as the practice says', () => {
    const level1: GivenRow = {
      type: 'access-level',
      id: level,
      row: { name: 'Books', basedOn: null, permissions: ['billing.read'], archived: true, createdAt: at },
    }
    const publicKey = Buffer.from('a public key')
    const credential: GivenRow = {
      type: 'credential',
      id: ana,
      row: {
        keys: {
          publicKey: publicKey.toString('base64'),
          draftKey: { enc: '', text: '' },
          madeAt: at,
          serial: 1,
          kdf: null,
          byPassword: null,
          byCode: null,
          codeUntil: null,
        },
        secondFactor: null,
        createdAt: at,
      },
    }
    expect(grantOf(own(), level1, credential, person(ana, { roles: ['auditor'], levels: [level] }))).toEqual({
      format: 1,
      practice,
      device,
      user: ana,
      username: 'ana',
      displayName: 'Ana Rivera',
      roles: ['auditor'],
      levels: ['Books'],
      permissions: ['audit.read', 'billing.read', 'case.review'],
      keySha: createHash('sha256').update(publicKey).digest('hex'),
      secondFactor: true,
      issuedAt: '2026-03-10T16:00:00.000Z',
      until: '2026-03-13T16:00:00.000Z',
      privilegedUntil: '2026-03-11T16:00:00.000Z',
    })
    expect(grantOf(own({ leaseHours: 24 }), person(ana)).until).toBe('2026-03-11T16:00:00.000Z')
    expect(grantOf(own(), person(ana)).keySha).toBe(null)
  })

  test('are of those who are here, that day, there', () => {
    const names = (...rows: GivenRow[]) => grants(own(), ...rows).map(({ user }) => user)
    expect(names(person(ana), person(ben, { active: false }))).toEqual([ana])
    expect(names(person(ana, { endsOn: '2026-03-09' }), person(ben, { endsOn: '2026-03-10' }))).toEqual([ben])
  })

  test.each<[unknown, boolean]>([
    [null, true],
    ['everyone', true],
    ['nobody', false],
  ])('a second factor is asked for where the practice says %s: %s', (secondFactor, asked) => {
    expect(grantOf(own({ secondFactor }), person(ana)).secondFactor).toBe(asked)
  })

  test('where the practice’s own row has not come, all is as usual, in UTC', () => {
    const { secondFactor, until } = grantOf(person(ana, { endsOn: '2026-03-11' }))
    expect([secondFactor, until]).toEqual([true, '2026-03-12T00:00:00.000Z'])
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['no end', {}, '2026-03-13T16:00:00.000Z'],
    ['the last day', { endsOn: '2026-03-11' }, '2026-03-12T04:00:00.000Z'],
    ['a last day after the lease', { endsOn: '2026-03-20' }, '2026-03-13T16:00:00.000Z'],
    [
      'the day a right ends',
      { exceptions: [exception('billing.read', true, '2026-03-10')] },
      '2026-03-11T04:00:00.000Z',
    ],
    [
      'the sooner of two',
      { endsOn: '2026-03-12', exceptions: [exception('billing.read', true, '2026-03-11')] },
      '2026-03-12T04:00:00.000Z',
    ],
    [
      'the later day of a right that is given twice',
      {
        exceptions: [
          exception('billing.read', true, '2026-03-10'),
          exception('billing.read', true, '2026-03-11'),
        ],
      },
      '2026-03-12T04:00:00.000Z',
    ],
    [
      'not of a right they have anyway',
      { exceptions: [exception('chart.read', true, '2026-03-10')] },
      '2026-03-13T16:00:00.000Z',
    ],
    [
      'not of a right that is taken for some days',
      { exceptions: [exception('chart.read', false, '2026-03-10')] },
      '2026-03-13T16:00:00.000Z',
    ],
  ])('until: %s', (_what, more, until) => {
    const grant = grantOf(own(), person(ana, more))
    expect(grant.until).toBe(until)
    expect(grant.privilegedUntil <= until).toBe(true)
  })

  test('what this version cannot read is nobody’s right', () => {
    expect(grants(own(), person(ana, { roles: ['astronaut'] }))).toEqual([])
  })
})
