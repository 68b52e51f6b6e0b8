/** Sees to it that what this workstation is to hold is wanted, when that has become another. */
import { firstDayWithin, type Holding } from '../../shared/sync/charts.ts'
import { isAnyAway } from '../store/chart-state.ts'
import { enact, enactedHolding, wantNoLonger } from '../store/holding-change.ts'
import { holdingOf } from '../store/holding.ts'
import { hydratingEpoch } from '../store/manifest.ts'
import type { Store } from '../store/store.ts'
import type { Transport } from './transport.ts'

/** Charts of an earlier rule that are dropped in one transaction. */
const atOnce = 100

/** `more` where there is more to be done for it. Throws Unreachable. */
export async function enactHolding(
  store: Store,
  transport: Pick<Transport, 'activeCharts'>,
  now: string,
): Promise<'done' | 'more'> {
  // a snapshot is taken in by the rule of the moment, and what is read anew is let go by none
  if (hydratingEpoch(store) !== null || store.sync.get('rereading') === '1') return 'done'
  const holding = holdingOf(store.read)
  const before = enactedHolding(store)
  const isMissing = holding === null && isAnyAway(store)
  if (before?.whole === true && same(before.holding, holding) && !isMissing) return 'done'
  if (holding === null || before === null) enact(store, holding, holding === null ? null : [])
  else {
    if (wantNoLonger(store, before, atOnce) > 0) return 'more'
    // where the rule before had asked for less, or not everything had come: the cloud says what is missing
    const missing = !before.whole || (before.holding !== null && before.holding.months < holding.months)
    const since = firstDayWithin(holding.months, Date.parse(now))
    enact(store, holding, missing ? await transport.activeCharts({ since, before: null }) : [])
  }
  return 'more'
}

const same = (a: Holding, b: Holding): boolean => a?.months === b?.months && a?.days === b?.days
