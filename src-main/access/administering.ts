/** What every act about somebody’s access has in common: who it may be about, what it must leave, and its line in their history. */
import { accessEvents } from '../../shared/access/access-event.ts'
import { isHere, rightsOf } from '../../shared/access/rights.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import type { Reader } from '../store/reader.ts'
import type { Tx } from '../store/tx.ts'
import { everyOwnLocation } from '../store/locations.sql.ts'
import {
  credentialOf,
  everyLevel,
  everyPerson,
  personRow,
  practiceOf,
  type PersonRow,
} from '../store/people.sql.ts'

/** The day it is at the practice. */
export function todayAt(read: Reader, { now }: Pick<Context, 'now'>): string {
  const practice = practiceOf(read)
  must(practice, 'practice.missing')
  return dayIn(practice.timeZone, Date.parse(now))
}

/** Somebody else’s row: nobody raises themselves, nor ends themselves by a slip. */
export function someoneElse(read: Reader, userId: string, { actor }: Pick<Context, 'actor'>): PersonRow {
  if (userId === actor.id) throw new AppError('Forbidden', 'access.not-yourself')
  const row = personRow(read, userId)
  if (!row) throw new AppError('NotFound', 'person.not-found')
  return row
}

/** New levels are ones that are given; an archived one stays with whoever has it. */
export function checkLevels(read: Reader, wanted: readonly string[], had: readonly string[] = []): void {
  const given = everyLevel(read).filter(({ archived }) => !archived)
  const known = new Set([...had, ...given.map(({ id }) => id)])
  if (wanted.some((id) => !known.has(id))) throw new AppError('NotFound', 'level.missing')
}

/** New places are ones of the practice's own that are given; an archived one stays where it is set. */
export function checkPlaces(read: Reader, wanted: readonly string[], had: readonly string[] = []): void {
  const given = everyOwnLocation(read).filter(({ active }) => active)
  const known = new Set([...had, ...given.map(({ id }) => id)])
  if (wanted.some((id) => !known.has(id))) throw new AppError('NotFound', 'location.missing')
}

/**
 * Does `change` and throws `access.nobody-left` where nobody could give access any more after it. Whoever counts has the right by a
 * role or a level and not for a time, is not about to leave, and has come in before.
 */
export function keepingAnAdministrator(tx: Tx, ctx: Context, change: () => void): void {
  const today = todayAt(tx, ctx)
  const before = someoneAdministers(tx, today)
  change()
  if (before && !someoneAdministers(tx, today)) throw new AppError('Conflict', 'access.nobody-left')
}

function someoneAdministers(read: Reader, today: string): boolean {
  const levels = everyLevel(read)
  return everyPerson(read).some((person) => {
    if (!isHere(person, today) || person.endsOn !== null) return false
    const lasting = { ...person, exceptions: person.exceptions.filter(({ allow }) => !allow) }
    if (!rightsOf(lasting, levels, today).has('user.manage')) return false
    const credential = credentialOf(read, person.id)
    return credential === undefined || credential.keys.kdf !== null
  })
}

type EventRow = RowOf<typeof accessEvents>

/** A line in somebody’s history. */
export const noteEvent = (
  tx: Tx,
  { actor, now, newId }: Context,
  event: Pick<EventRow, 'userId' | 'what'> & Partial<Pick<EventRow, 'reason' | 'checked'>>,
): void => tx.put(accessEvents, { id: newId(), reason: '', checked: null, ...event, by: actor.id, at: now })
