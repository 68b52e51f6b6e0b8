/** What no right gives about disclosures: to change or remove what was written down, to write it for somebody else, or to correct another patient's. */
import { disclosures } from '../../shared/disclosures/disclosure.ts'
import type { State } from '../../shared/kernel/decide.ts'
import type { Op } from '../../shared/kernel/op.ts'
import type { RowKey } from '../executor/practice-tx.ts'

/** What corrections of an op stand in place of: it is asked before the op is judged. */
export const disclosuresCorrected = ({ changes }: Pick<Op, 'changes'>): RowKey[] =>
  changes.flatMap(({ type, set }) =>
    type === disclosures.type && typeof set['corrects'] === 'string' ? [{ type, id: set['corrects'] }] : [],
  )

/** Why an op of this author is refused, or null. The state has the rows it changes and `disclosuresCorrected`. */
export function faultOfDisclosures(op: Op, state: State): string | null {
  for (const { type, id, base, set, gone } of op.changes) {
    if (type !== disclosures.type) continue
    const isNew = !gone && Object.keys(base).length === 0 && !state.get(type, id)?.row
    if (!isNew || set['by'] !== op.actor) return 'disclosure.only-added'
    if (typeof set['corrects'] !== 'string') continue
    const corrected = state.get(type, set['corrects'])?.row
    if (!corrected || corrected['patientId'] !== set['patientId']) return 'disclosure.not-found'
  }
  return null
}
