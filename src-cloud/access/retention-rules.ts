/** What no right gives about retention: to change what was said, to keep less than the floor, to let go alone. */
import { practices } from '../../shared/access/practice.ts'
import type { State } from '../../shared/kernel/decide.ts'
import type { Op } from '../../shared/kernel/op.ts'
import { Retention } from '../../shared/access/retention-classes.ts'
import { legalHolds, liftedHolds } from '../../shared/retention/legal-hold.ts'
import { purgeActs } from '../../shared/retention/purge.ts'
import type { RowKey } from '../executor/practice-tx.ts'

const ours: readonly string[] = [legalHolds.type, liftedHolds.type, purgeActs.type]

/** The proposals that an op confirms: whose they are is asked before the op is judged. */
export const purgesConfirmed = ({ changes }: Pick<Op, 'changes'>): RowKey[] =>
  changes.flatMap(({ type, set }) =>
    type === purgeActs.type && typeof set['proposalId'] === 'string'
      ? [{ type: purgeActs.type, id: set['proposalId'] }]
      : [],
  )

/** Why an op is refused, or null. The state has the rows it changes and `purgesConfirmed`. */
export function faultOfRetention(op: Op, state: State): string | null {
  for (const change of op.changes) {
    const { type, id, base, set, gone } = change
    if (type === practices.type && set['retention'] != null && !Retention.safeParse(set['retention']).success)
      return 'retention.below-floor'
    if (!ours.includes(type)) continue
    if (gone || Object.keys(base).length > 0 || state.get(type, id)?.row || set['by'] !== op.actor)
      return 'retention.only-added'
    if (type === purgeActs.type && set['kind'] === 'confirmed') {
      const proposal =
        typeof set['proposalId'] === 'string' ? state.get(type, set['proposalId'])?.row : undefined
      if (proposal?.['kind'] !== 'proposed' || proposal['listId'] !== set['listId'])
        return 'purge.not-proposed'
      if (proposal['by'] === op.actor) return 'purge.same-person'
    }
  }
  return null
}
