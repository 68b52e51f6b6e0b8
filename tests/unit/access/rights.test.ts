import { describe, expect, test } from 'vitest'
import { faultOfDuties, isHere, privileged, rightsOf } from '../../../shared/access/rights.ts'
import { permissionsOf, roleNames, roles } from '../../../shared/access/roles.ts'
import type { AccessException } from '../../../shared/access/user.ts'
import type { Permission } from '../../../shared/kernel/permissions.ts'

const today = '2026-03-10'
const [weekend, books] = ['0190f3c4-6c1e-7e0a-9a53-000000000001', '0190f3c4-6c1e-7e0a-9a53-000000000002']
const levels: { id: string; permissions: Permission[] }[] = [
  { id: weekend, permissions: ['patient.find', 'schedule.read'] },
  { id: books, permissions: ['billing.read'] },
]
type Person = Parameters<typeof rightsOf>[0]
const person = (more: Partial<Person> = {}): Person => ({
  roles: [],
  levels: [],
  exceptions: [],
  endsOn: null,
  active: true,
  ...more,
})
const exception = (permission: Permission, allow: boolean, until = today): AccessException => ({
  permission,
  allow,
  until,
  reason: '',
})

describe('what somebody may do', () => {
  test.each<[string, Partial<Person>, Permission[]]>([
    ['nothing by itself', {}, []],
    ['what a role says', { roles: ['auditor'] }, ['audit.read', 'case.review']],
    ['what all of them say', { roles: ['auditor', 'biller'] }, [...roles.biller, ...roles.auditor]],
    ['what a level says', { levels: [weekend] }, ['patient.find', 'schedule.read']],
    [
      'roles and levels together',
      { roles: ['auditor'], levels: [books] },
      [...roles.auditor, 'billing.read'],
    ],
    ['nothing by a level that is none', { levels: ['0190f3c4-6c1e-7e0a-9a53-000000000003'] }, []],
    ['what is given for some days', { exceptions: [exception('print', true)] }, ['print']],
    ['not when these are over', { exceptions: [exception('print', true, '2026-03-09')] }, []],
    [
      'not what is taken',
      { roles: ['auditor'], exceptions: [exception('audit.read', false)] },
      ['case.review'],
    ],
    [
      'again what was taken when these days are over',
      { roles: ['auditor'], exceptions: [exception('audit.read', false, '2026-03-09')] },
      ['audit.read', 'case.review'],
    ],
    [
      'not what is given and taken, in whatever order',
      { exceptions: [exception('print', false), exception('print', true)] },
      [],
    ],
    ['nothing while suspended', { roles: ['physician'], active: false }, []],
    ['all on the last day', { roles: ['auditor'], endsOn: today }, ['audit.read', 'case.review']],
    ['nothing after it', { roles: ['auditor'], endsOn: '2026-03-09' }, []],
  ])('%s', (_what, more, expected) => {
    expect([...rightsOf(person(more), levels, today)].sort()).toEqual([...new Set(expected)].sort())
  })

  test('who is here', () => {
    expect(isHere(person(), today)).toBe(true)
    expect(isHere(person({ active: false }), today)).toBe(false)
    expect(isHere(person({ endsOn: '2026-03-09' }), today)).toBe(false)
  })
})

describe('duties that are kept apart', () => {
  test.each<[Permission[], ReturnType<typeof faultOfDuties>]>([
    [[], null],
    [['user.manage', 'practice.configure', 'record.export'], null],
    [['user.manage', 'chart.read'], 'level.administers-and-reads'],
    [['user.manage', 'chart.sign'], 'level.administers-and-reads'],
    [['audit.read', 'chart.read', 'print'], null],
    [['audit.read', 'billing.write'], 'level.audits-and-changes'],
    [['audit.read', 'user.manage'], 'level.audits-and-changes'],
  ])('%j', (permissions, fault) => {
    expect(faultOfDuties(permissions)).toBe(fault)
  })

  test('no role of the product breaks them, and each privileged right is somebody’s', () => {
    for (const role of roleNames)
      expect([role, faultOfDuties([...permissionsOf([role])])]).toEqual([role, null])
    const all = permissionsOf(roleNames)
    expect(privileged.filter((right) => !all.has(right))).toEqual([])
  })
})
