import { getChartsHeld } from '../../shared/cloud/get-charts-held.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { holdingOf, ownHolding, practiceHolding } from '../store/holding.ts'
import { chartCounts } from './get-charts-held.sql.ts'

/** Acts, because part of the answer is no row: what is under way now. */
export const getChartsHeldHandler = act(getChartsHeld, ({ gatekeeper, session }) => {
  must(session, 'charts-held.session')
  const { read } = session.store
  const { total, away, bytes } = chartCounts(read)
  return {
    holding: holdingOf(read),
    practice: practiceHolding(read),
    isSetHere: ownHolding(read) !== undefined,
    held: Math.max(0, total - away),
    total,
    bytes,
    work: gatekeeper.cloud.now.charts,
  }
})
