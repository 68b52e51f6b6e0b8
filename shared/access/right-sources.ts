/** Where each right of somebody comes from, for whoever has to answer for it. */
import { permissions, type Permission } from '../kernel/permissions.ts'
import type { RowOf } from '../kernel/record.ts'
import type { accessLevels } from './access-level.ts'
import { roles, type Role } from './roles.ts'
import type { users } from './user.ts'

type Person = Pick<RowOf<typeof users>, 'roles' | 'levels' | 'exceptions'>
type Level = Pick<RowOf<typeof accessLevels>, 'id' | 'name' | 'permissions'>

export type RightSource =
  | Readonly<{ kind: 'role'; role: Role }>
  | Readonly<{ kind: 'level'; name: string }>
  | Readonly<{ kind: 'exception'; until: string }>

export type SourcedRight = Readonly<{
  permission: Permission
  sources: readonly RightSource[]
  /** The last day of an exception that takes it; null where it is theirs. */
  takenUntil: string | null
}>

/** In the order of the catalog. Of somebody who is suspended or gone: what they had. `today`: YYYY-MM-DD, at the practice. */
export function rightSources(person: Person, levels: readonly Level[], today: string): SourcedRight[] {
  const running = person.exceptions.filter(({ until }) => until >= today)
  return permissions.flatMap((permission) => {
    const about = running.filter((exception) => exception.permission === permission)
    const sources: RightSource[] = [
      ...person.roles
        .filter((role) => (roles[role] as readonly Permission[]).includes(permission))
        .map((role) => ({ kind: 'role' as const, role })),
      ...levels
        .filter((level) => person.levels.includes(level.id) && level.permissions.includes(permission))
        .map(({ name }) => ({ kind: 'level' as const, name })),
      ...about.filter(({ allow }) => allow).map(({ until }) => ({ kind: 'exception' as const, until })),
    ]
    if (sources.length === 0) return []
    return [{ permission, sources, takenUntil: about.find(({ allow }) => !allow)?.until ?? null }]
  })
}
