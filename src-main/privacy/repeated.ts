import type { Context } from '../../shared/kernel/context.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { repeatedEmergencies, type Repeated } from '../../shared/privacy/repeated-emergencies.ts'
import { emergencyDays } from '../../shared/privacy/watch-limits.ts'
import type { Reader } from '../store/reader.ts'
import { personRow } from '../store/people.sql.ts'
import { emergenciesSince, repeatedTold } from './privacy.sql.ts'

/**
 * What the emergencies of whoever is in have come to, with this one and all that this workstation has of others. `now`: ms since 1970.
 * What workstations knew apart the cloud puts together (src-cloud/access/emergency-watch.ts).
 */
export function repeatedSoFar(read: Reader, { actor }: Pick<Context, 'actor'>, now: number): Repeated[] {
  const since = instantOf(now - emergencyDays * 86_400_000)
  const rolesOf = (userId: string) => personRow(read, userId)?.roles ?? []
  return repeatedEmergencies(emergenciesSince(read, since), repeatedTold(read, since), rolesOf, now).filter(
    ({ about }) => about === actor.id,
  )
}
