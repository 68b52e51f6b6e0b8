import { maySettle, type MaySettle } from '../../shared/audit/alarm-people.ts'
import { isHere, rightsOf } from '../../shared/access/rights.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { todayAt } from '../access/administering.ts'
import type { LogStanding } from '../pipeline/gatekeeper.ts'
import { everyCredential, everyLevel, everyPerson } from '../store/people.sql.ts'
import type { Reader } from '../store/reader.ts'

/** Whether whoever is in may settle this alarm, by the people of the practice as this workstation knows them. */
export function settlesAs(
  read: Reader,
  ctx: Context,
  { concerned }: Pick<LogStanding['alarms'][number], 'concerned'>,
): MaySettle {
  // asked of few alarms, and of nobody else where it is about others
  if (!concerned.has(ctx.actor.id)) return 'yes'
  const today = todayAt(read, ctx)
  const levels = everyLevel(read)
  const hasCome = new Set(everyCredential(read).flatMap(({ id, keys }) => (keys.kdf === null ? [] : [id])))
  const may = everyPerson(read).filter(
    (each) =>
      hasCome.has(each.id) && isHere(each, today) && rightsOf(each, levels, today).has('practice.configure'),
  )
  return maySettle(
    ctx.actor.id,
    concerned,
    may.map(({ id }) => id),
  )
}
