/** What the author of an op may do now, by the cloud's own rows. */
import { z } from 'zod'
import { accessLevels } from '../../shared/access/access-level.ts'
import { isHere, rightsOf } from '../../shared/access/rights.ts'
import { scopeOf, type Scope } from '../../shared/access/scope.ts'
import { users } from '../../shared/access/user.ts'
import type { Held, State } from '../../shared/kernel/decide.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { completed } from '../../shared/kernel/record.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import type { RowKey } from '../executor/practice-tx.ts'
import { zoneOf } from './practice-zone.ts'

const Person = z.object(
  users.row.pick({
    roles: true,
    levels: true,
    exceptions: true,
    active: true,
    endsOn: true,
    scope: true,
    practitionerId: true,
  }).shape,
)
type Person = z.output<typeof Person>

/** Of a user who is gone, or is none: null. A push of many ops asks for its author's again and again, of one row. */
function personOf(user: Held | undefined): Person | null {
  const row = user?.row
  if (!row) return null
  const known = personByRow.get(row)
  if (known !== undefined) return known
  const person = Person.safeParse(completed(users, row)).data ?? null
  personByRow.set(row, person)
  return person
}
const personByRow = new WeakMap<object, Person | null>()

/** The rows beside the user's own that say what they may do; none for whoever has only roles, for as long as they are here. */
export function judgedBy(user: Held | undefined, practice: string): RowKey[] {
  const person = personOf(user)
  if (!person) return []
  const levels = person.levels.map((id) => ({ type: accessLevels.type, id }))
  return hasDays(person) ? [...levels, { type: 'practice', id: practice }] : levels
}

const hasDays = ({ endsOn, exceptions }: Person): boolean => endsOn !== null || exceptions.length > 0

export type Author = Readonly<{
  isHere: boolean
  rights: ReadonlySet<Permission>
  /** Their levels, by id. */
  levels: readonly string[]
  /** Locations and departments they reach; null: the whole practice. */
  scope: Scope['places']
  /** Who they are in visits. */
  practitionerId: string | null
}>

const nobody: Author = { isHere: false, rights: new Set(), levels: [], scope: [], practitionerId: null }

/** `now`: ISO 8601, by the cloud's clock. The state has what `judgedBy` named. */
export function authorOf(user: Held, practice: string, now: string, state: State): Author {
  const person = personOf(user)
  if (!person) return nobody
  // whoever has no day that anything ends on may do the same every day
  const today = hasDays(person) ? dayIn(zoneOf(state.get('practice', practice)?.row), Date.parse(now)) : ''
  const levels = person.levels.flatMap((id) => {
    const level = Level.safeParse(state.get(accessLevels.type, id)?.row)
    return level.success ? [{ id, ...level.data }] : []
  })
  return {
    isHere: isHere(person, today),
    rights: rightsOf(person, levels, today),
    levels: person.levels,
    scope: scopeOf(person, levels).places,
    practitionerId: person.practitionerId,
  }
}

const Level = z.object(accessLevels.row.pick({ permissions: true, scope: true }).shape)
