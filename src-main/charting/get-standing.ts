import { chartParts, partsAlwaysHeld } from '../../shared/charting/chart-parts.ts'
import { getStanding } from '../../shared/charting/get-standing.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { heldOf, readAt } from './get-standing.sql.ts'

/** Acts, because part of the answer is no row: what the lane knows of the network, and of others, now. */
export const getStandingHandler = act(getStanding, ({ session, gatekeeper }, { patientId }) => {
  must(session, 'standing.session')
  const { read } = session.store
  const { cloud } = gatekeeper
  const { held, loadedAt } = heldOf(read, patientId)
  const confirmed = cloud.now.connection.lastRead ?? readAt(read)
  const changed = cloud.changedByOthers(patientId)
  return {
    held,
    parts: chartParts.map((part) => {
      const isAlways = partsAlwaysHeld.has(part)
      const here = isAlways || held === 'yes'
      return {
        part,
        here,
        // brought by itself, a chart may be as of a later moment than everything else
        confirmedAt: !here ? null : isAlways ? confirmed : laterOf(confirmed, loadedAt),
        changedAt: changed.get(part) ?? null,
      }
    }),
  }
})

const laterOf = (one: string | null, other: string | null): string | null =>
  one !== null && other !== null ? (one > other ? one : other) : (one ?? other)
