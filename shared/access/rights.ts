/** What somebody may do: worked out of their row and the practice's levels by the cloud, which signs it, and for showing it beforehand. */
import type { Permission } from '../kernel/permissions.ts'
import type { RowOf } from '../kernel/record.ts'
import { rightFor, sensitiveKinds } from '../kernel/sensitivity.ts'
import type { accessLevels } from './access-level.ts'
import { permissionsOf } from './roles.ts'
import type { users } from './user.ts'

type Person = Pick<RowOf<typeof users>, 'roles' | 'levels' | 'exceptions' | 'endsOn' | 'active'>
type Level = Pick<RowOf<typeof accessLevels>, 'id' | 'permissions'>

/** `today`: YYYY-MM-DD, at the practice. Nothing for whoever is suspended, or whose last day has passed. */
export function rightsOf(person: Person, levels: readonly Level[], today: string): ReadonlySet<Permission> {
  if (!isHere(person, today)) return new Set()
  const own = levels.filter(({ id }) => person.levels.includes(id))
  const rights = new Set<Permission>([
    ...permissionsOf(person.roles),
    ...own.flatMap((level) => level.permissions),
  ])
  const running = person.exceptions.filter(({ until }) => until >= today)
  for (const { permission, allow } of running) if (allow) rights.add(permission)
  // what is taken wins over what is given
  for (const { permission, allow } of running) if (!allow) rights.delete(permission)
  return rights
}

export const isHere = ({ active, endsOn }: Pick<Person, 'active' | 'endsOn'>, today: string): boolean =>
  active && (endsOn === null || endsOn >= today)

/** Rights that lapse first on a workstation that does not reach the cloud: what they undo is not undone by an outage. */
export const privileged: readonly Permission[] = [
  'user.manage',
  'practice.configure',
  'record.export',
  'export.clear',
  'audit.read',
  'retention.purge',
]

const ofCharts: readonly Permission[] = [
  'chart.read',
  'chart.write',
  'chart.sign',
  'chart.restricted',
  'chart.break-glass',
  ...sensitiveKinds.map(rightFor),
]
const ofChange: readonly Permission[] = [
  'patient.register',
  'patient.edit',
  'chart.write',
  'chart.sign',
  'chart.restrict',
  'amendment.record',
  'amendment.decide',
  'legal.hold',
  'retention.purge',
  'schedule.write',
  'schedule.configure',
  'payment.take',
  'billing.write',
  'record.import',
  'practice.configure',
  'user.manage',
]

export type DutiesFault = 'level.administers-and-reads' | 'level.audits-and-changes'

/**
 * Whether one level holds duties that are kept apart (security.md R5): whoever gives rights does not read charts by them, and whoever
 * audits changes nothing. Somebody who is both, as the owner of a small practice is, is given two levels by two decisions.
 */
export function faultOfDuties(permissions: readonly Permission[]): DutiesFault | null {
  const has = (some: readonly Permission[]) => some.some((each) => permissions.includes(each))
  if (has(['user.manage']) && has(ofCharts)) return 'level.administers-and-reads'
  if (has(['audit.read']) && has(ofChange)) return 'level.audits-and-changes'
  return null
}
