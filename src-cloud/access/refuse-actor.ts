/** Whether an author may make an op. A workstation asked the same before it made it; the cloud takes no workstation's word for it. */
import { contracts as present, records } from '../../shared/catalog.ts'
import { faultOfDuties } from '../../shared/access/rights.ts'
import { users } from '../../shared/access/user.ts'
import type { State } from '../../shared/kernel/decide.ts'
import { alike } from '../../shared/kernel/merge-field.ts'
import type { Change, Op } from '../../shared/kernel/op.ts'
import { permissions, type Permission } from '../../shared/kernel/permissions.ts'
import { completed } from '../../shared/kernel/record.ts'
import { readKind } from '../../shared/sync/up-convert.ts'
import { authorOf } from './author.ts'
import { faultOfKinds } from './kinds-of-data.ts'
import { faultOfAmendments } from './amendment-rules.ts'
import { faultOfDisclosures } from './disclosure-rules.ts'
import { faultOfExports } from './export-rules.ts'
import { faultOfPrivacy } from './privacy-rules.ts'
import { faultOfRetention } from './retention-rules.ts'
import { rowRights } from './row-rights.ts'
import { faultOfSchedule } from './schedule-rules.ts'
import { faultOfScope, type Whereabouts } from './scope-rules.ts'

/** Rows as they are: those the op changes, its author's, and what `judgedBy` names of them. */
export type Asking = State &
  Readonly<{
    practice: string
    /** Whether anybody has ever worked in the practice. */
    begun: boolean
    /** Of the patients whose places the op changes: what else says where they belong. */
    seen: Whereabouts
    /** ISO 8601, by the cloud's clock. */
    now: string
  }>

/** What the cloud alone may say. */
const cloudOnly: ReadonlySet<string> = new Set(
  Object.values(records).flatMap(({ type, by }) => (by === 'cloud' ? [type] : [])),
)

/** What each command asks for. A gate is no right: what such a command changes is judged by its rows. */
const rightOf: ReadonlyMap<string, Permission> = new Map(
  Object.values(present).flatMap(({ name, permission }) => {
    const right = permissions.find((each) => each === permission)
    return right ? [[name, right] as const] : []
  }),
)

/**
 * Why an op is refused, or null. Its author is here, and may do what it says it is and change every row it changes, as of now: an op that
 * waited while a right was lost is not carried out. The first user of a practice is made by their own first op. Nobody speaks for the
 * cloud: on its word that it has bytes, others give up theirs.
 */
export function refuseActor(op: Op, asking: Asking): string | null {
  if (op.changes.some(({ type }) => cloudOnly.has(type))) return 'record.cloud-only'
  const user = asking.get(users.type, op.actor)
  if (user === undefined) return !asking.begun && makesItself(op) ? faultOfLevels(op) : 'actor.unknown'
  const author = authorOf(user, asking.practice, asking.now, asking)
  if (!author.isHere) return 'actor.revoked'
  if (!isPermitted(op, author.rights)) return 'actor.not-permitted'
  const own = completed(users, user.row ?? {})
  if (op.changes.some((change) => isOwn(op, change) && changesRights(change, own)))
    return 'access.not-yourself'
  return (
    faultOfPrivacy(op, author.rights, asking) ??
    faultOfKinds(op, author.rights, asking) ??
    faultOfScope(op, author, asking.seen, asking) ??
    faultOfAmendments(op, author.rights, asking) ??
    faultOfDisclosures(op, asking) ??
    faultOfRetention(op, asking) ??
    faultOfExports(op, author.rights, asking) ??
    faultOfSchedule(op, author.rights, asking) ??
    faultOfLevels(op)
  )
}

const makesItself = (op: Op): boolean => op.changes.some((change) => isOwn(op, change) && !change.gone)

const isOwn = ({ actor }: Op, { type, id }: Change): boolean => type === users.type && id === actor

/** A kind that this version does not know, of a later one or made up, is judged by its rows alone. */
function isPermitted(op: Op, rights: ReadonlySet<Permission>): boolean {
  const right = rightOf.get(readKind(op.kind).name)
  if (right && !rights.has(right)) return false
  return op.changes.every(({ type, id }) => {
    // what nobody here knows is refused for that
    const needed = Object.hasOwn(rowRights, type) ? rowRights[type] : undefined
    const theirOwn = type === 'credential' && id === op.actor
    return needed === undefined || theirOwn || needed.some((each) => rights.has(each))
  })
}

const rightsFields = ['roles', 'levels', 'exceptions', 'active', 'endsOn', 'scope', 'practitionerId']

const changesRights = ({ set, gone }: Change, own: Readonly<Record<string, unknown>>): boolean =>
  gone || rightsFields.some((field) => Object.hasOwn(set, field) && !alike(set[field], own[field]))

/** A level that holds what is kept apart is made by nobody. */
function faultOfLevels({ changes }: Op): string | null {
  for (const { type, set } of changes) {
    const given: unknown = type === 'access-level' ? set['permissions'] : null
    const fault = Array.isArray(given) ? faultOfDuties(given as Permission[]) : null
    if (fault) return fault
  }
  return null
}
