/** Who decides for whom a chart is open. */
import type { Actor } from '../../shared/kernel/context.ts'
import { isNamed } from '../pipeline/closed-charts.ts'
import type { Named } from '../store/restrictions.sql.ts'

/**
 * Whoever reads charts and is kept out of this one does not let themselves in: it is changed by those named, and by whoever reads no
 * chart. `closed`: the restriction that holds, null where there is none.
 */
export const mayChange = (actor: Actor, closed: Named | null): boolean =>
  closed === null || !actor.can.has('chart.read') || isNamed({ actor }, closed)
