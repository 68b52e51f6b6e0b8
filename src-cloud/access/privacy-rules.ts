/** What no right gives: to let oneself into a closed chart, to write a case about somebody, and to look into one’s own. */
import { caseNotes } from '../../shared/privacy/case-note.ts'
import { chartRestrictions } from '../../shared/privacy/chart-restriction.ts'
import { emergencyAccesses } from '../../shared/privacy/emergency-access.ts'
import { privacyCases } from '../../shared/privacy/privacy-case.ts'
import type { State } from '../../shared/kernel/decide.ts'
import type { Change, Op } from '../../shared/kernel/op.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import type { RowKey } from '../executor/practice-tx.ts'

/** The cases that notes of an op are to: whose they are is asked before the op is judged. */
export const casesNoted = ({ changes }: Pick<Op, 'changes'>): RowKey[] =>
  changes.flatMap(({ type, set }) =>
    type === caseNotes.type && typeof set['caseId'] === 'string'
      ? [{ type: privacyCases.type, id: set['caseId'] }]
      : [],
  )

/** Why an op of this author is refused, or null. The state has the rows it changes and `casesNoted`. */
export function faultOfPrivacy(op: Op, rights: ReadonlySet<Permission>, state: State): string | null {
  for (const change of op.changes) {
    if (change.type === privacyCases.type && isOfOther(change, 'about', op.actor)) return 'case.only-own'
    if (change.type === emergencyAccesses.type && isOfOther(change, 'userId', op.actor))
      return 'emergency.only-own'
    if (change.type === caseNotes.type && isAboutAuthor(change, op.actor, state)) return 'case.about-you'
    if (change.type === chartRestrictions.type && letsIn(change, op.actor, rights, state))
      return 'restriction.not-yours'
  }
  return null
}

/** A row that is made names its author; one that is there was made so, and the field never changes. */
const isOfOther = ({ base, set }: Change, field: string, author: string): boolean =>
  Object.keys(base).length === 0 ? set[field] !== author : field in set && set[field] !== author

function isAboutAuthor({ set }: Change, author: string, state: State): boolean {
  const { caseId } = set
  const row = typeof caseId === 'string' ? state.get(privacyCases.type, caseId)?.row : undefined
  const others = row?.['others']
  return row?.['about'] === author || (Array.isArray(others) && others.includes(author))
}

/** Whoever reads charts and is not named changes no restriction that holds. */
function letsIn({ id }: Change, author: string, rights: ReadonlySet<Permission>, state: State): boolean {
  const row = state.get(chartRestrictions.type, id)?.row
  if (!row || row['active'] !== true || !rights.has('chart.read') || rights.has('chart.restricted'))
    return false
  const { people } = row
  return !(Array.isArray(people) && people.includes(author))
}
