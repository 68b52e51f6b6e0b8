import { z } from 'zod'
import type { Permission } from '../kernel/permissions.ts'
import { rightFor, sensitiveKinds } from '../kernel/sensitivity.ts'

const front: Permission[] = [
  'patient.find',
  'patient.register',
  'patient.edit',
  'schedule.read',
  'schedule.write',
  'payment.take',
  'print',
]
const nurse: Permission[] = [...front, 'chart.read', 'chart.write', 'amendment.record']
/** Whoever treats sees all kinds of data but notes of psychotherapy: those are their author's, and whose the practice says (45 CFR 164.501). */
const treating = sensitiveKinds.filter((kind) => kind !== 'psychotherapy').map(rightFor)
const physician: Permission[] = [
  ...nurse,
  ...treating,
  'chart.sign',
  'chart.restrict',
  'chart.break-glass',
  'amendment.decide',
  'schedule.overbook',
  'billing.read',
]

/**
 * The one role table. Duties are kept apart (security.md R5): an administrator cannot read a chart, an auditor
 * cannot edit. Somebody who is both, as the owner of a small practice is, holds both roles.
 */
export const roles = {
  physician,
  'nurse-practitioner': physician,
  nurse: [...nurse, ...treating, 'chart.break-glass'],
  'medical-assistant': nurse,
  'front-desk': front,
  biller: ['patient.find', 'schedule.read', 'payment.take', 'billing.read', 'billing.write', 'print'],
  'practice-manager': [
    'patient.find',
    'chart.restrict',
    'amendment.record',
    'case.review',
    'legal.hold',
    'retention.purge',
    'schedule.read',
    'schedule.write',
    'schedule.overbook',
    'schedule.configure',
    // counts the drawer, and gives back what was taken by mistake
    'payment.take',
    'billing.read',
    'practice.configure',
    'print',
  ],
  administrator: [
    'practice.configure',
    'schedule.configure',
    'user.manage',
    'legal.hold',
    'retention.purge',
    'record.import',
    'record.export',
    'export.clear',
    'print',
  ],
  auditor: ['audit.read', 'case.review'],
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof roles
export const roleNames = Object.keys(roles) as [Role, ...Role[]]
export const RoleName = z.enum(roleNames)

/** Everything the holder of these roles may do; a name that is no role gives nothing. */
export function permissionsOf(names: readonly string[]): ReadonlySet<Permission> {
  return new Set(names.flatMap((name) => (Object.hasOwn(roles, name) ? roles[name as Role] : [])))
}
