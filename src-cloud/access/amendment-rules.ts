/** What no right gives about amendments: to change or remove what was asked or answered, to answer oneself, or for another chart. */
import { amendmentActs } from '../../shared/amendments/amendment-act.ts'
import { amendments } from '../../shared/amendments/amendment.ts'
import { users } from '../../shared/access/user.ts'
import type { State } from '../../shared/kernel/decide.ts'
import type { Change, Op } from '../../shared/kernel/op.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { patients } from '../../shared/patients/patient.ts'
import { seemsToBe } from '../../shared/patients/filed-as.ts'
import type { RowKey } from '../executor/practice-tx.ts'

const ours: readonly string[] = [amendments.type, amendmentActs.type]
/** What only whoever decides may write. */
const decided: readonly unknown[] = ['accepted', 'denied', 'rebuttal']

/** The requests and the patients that acts of an op are about: what they say is asked before the op is judged. */
export const amendmentsActedOn = ({ changes }: Pick<Op, 'changes'>): RowKey[] =>
  changes.flatMap(({ type, set }) =>
    type === amendmentActs.type
      ? [
          ...(typeof set['amendmentId'] === 'string'
            ? [{ type: amendments.type, id: set['amendmentId'] }]
            : []),
          ...(typeof set['patientId'] === 'string' ? [{ type: patients.type, id: set['patientId'] }] : []),
        ]
      : [],
  )

/** Why an op of this author is refused, or null. The state has the rows it changes, its author’s and `amendmentsActedOn`. */
export function faultOfAmendments(op: Op, rights: ReadonlySet<Permission>, state: State): string | null {
  for (const change of op.changes) {
    if (!ours.includes(change.type)) continue
    if (change.gone || Object.keys(change.base).length > 0 || state.get(change.type, change.id)?.row)
      return 'amendment.only-added'
    if (change.set['by'] !== op.actor) return 'amendment.only-added'
    const fault = change.type === amendmentActs.type ? faultOfAct(change, op.actor, rights, state) : null
    if (fault) return fault
  }
  return null
}

function faultOfAct(
  { set }: Change,
  author: string,
  rights: ReadonlySet<Permission>,
  state: State,
): string | null {
  const { amendmentId, patientId, kind } = set
  const request = typeof amendmentId === 'string' ? state.get(amendments.type, amendmentId)?.row : undefined
  if (!request || request['patientId'] !== patientId) return 'amendment.not-found'
  if (!decided.includes(kind)) return rights.has('amendment.record') ? null : 'actor.not-permitted'
  if (!rights.has('amendment.decide')) return 'actor.not-permitted'
  const patient = typeof patientId === 'string' ? state.get(patients.type, patientId)?.row : undefined
  const name = state.get(users.type, author)?.row?.['displayName']
  const [family, given, middle] = [patient?.['family'], patient?.['given'], patient?.['middle']].map(textOf)
  return seemsToBe(textOf(name), { family: family ?? '', given: given ?? '', middle: middle ?? '' })
    ? 'amendment.your-own'
    : null
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
