/** What no right gives about exports: to approve one's own, to use an approval twice or late, to take more than the practice says. */
import { approvalHours, limitsOf } from '../../shared/access/export-policy.ts'
import { practices } from '../../shared/access/practice.ts'
import { exportActs, exportRequests } from '../../shared/exports/export-request.ts'
import type { Op } from '../../shared/kernel/op.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { completed } from '../../shared/kernel/record.ts'
import type { State } from '../../shared/kernel/decide.ts'
import type { RowKey } from '../executor/practice-tx.ts'
import type { Asking } from './refuse-actor.ts'

const ours: readonly string[] = [exportRequests.type, exportActs.type]
type Bag = Readonly<Record<string, unknown>>
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What an op about an export is judged by beside its own rows: the request, what approved it, and that it was begun. */
export const exportsActedOn = ({ changes }: Pick<Op, 'changes'>): RowKey[] =>
  changes.flatMap(({ type, set }) => {
    if (type !== exportActs.type) return []
    const [request, approval] = [textOf(set['requestId']), textOf(set['approvalId'])]
    return [
      ...(request === ''
        ? []
        : [
            { type: exportRequests.type, id: request },
            { type, id: request },
          ]),
      ...(approval === '' ? [] : [{ type, id: approval }]),
    ]
  })

/** The practice's row says how many patients one person may export alone, and how many at all. */
export const limitsAsked = ({ changes }: Pick<Op, 'changes'>, practice: string): RowKey[] =>
  changes.some(({ type }) => type === exportRequests.type) ? [{ type: practices.type, id: practice }] : []

/** Why an op is refused, or null. The state has the rows it changes and what is named above. */
export function faultOfExports(op: Op, rights: ReadonlySet<Permission>, asking: Asking): string | null {
  for (const { type, id, base, set, gone } of op.changes) {
    if (!ours.includes(type)) continue
    const known = asking.get(type, id)?.row
    if (type === exportActs.type && known && set['kind'] === 'begun' && !gone) return 'export.begun-already'
    if (gone || Object.keys(base).length > 0 || known || set['by'] !== op.actor) return 'export.only-added'
    const fault =
      type === exportRequests.type
        ? faultOfRequest(set, rights, asking)
        : faultOfAct(op.actor, id, set, rights, asking)
    if (fault) return fault
  }
  return null
}

function faultOfRequest(set: Bag, rights: ReadonlySet<Permission>, asking: Asking): string | null {
  // an export is of what somebody may read
  if (!rights.has('chart.read')) return 'actor.not-permitted'
  const practice = asking.get(practices.type, asking.practice)?.row
  const { alone, most } = limitsOf(practice ? completed(practices, practice) : undefined)
  const patients = Number(set['patients'])
  if (!(patients <= most)) return 'export.too-many'
  return patients > alone && set['needsTwo'] !== true ? 'export.needs-two' : null
}

function faultOfAct(
  actor: string,
  id: string,
  set: Bag,
  rights: ReadonlySet<Permission>,
  state: State,
): string | null {
  const requestId = textOf(set['requestId'])
  const request = state.get(exportRequests.type, requestId)?.row
  if (!request) return 'export.not-found'
  const isTheirs = request['by'] === actor
  const { kind } = set
  if (kind === 'approved') {
    if (isTheirs) return 'export.same-person'
    return lasts(set) ? null : 'export.over'
  }
  if (kind === 'refused') return isTheirs ? 'export.same-person' : null
  if (!isTheirs) return 'export.not-yours'
  if (kind === 'withdrawn') return null
  if (kind !== 'begun') return state.get(exportActs.type, requestId)?.row ? null : 'export.not-approved'
  if (id !== requestId) return 'export.only-added'
  if (!rights.has('chart.read')) return 'actor.not-permitted'
  return request['needsTwo'] === true ? faultOfUse(set, request, state) : null
}

/** What is begun names who approved it: somebody else, of the same request, and not too long ago. */
function faultOfUse(set: Bag, request: Bag, state: State): string | null {
  const approval = state.get(exportActs.type, textOf(set['approvalId']))?.row
  if (approval?.['kind'] !== 'approved' || approval['requestId'] !== set['requestId'])
    return 'export.not-approved'
  if (approval['by'] === request['by']) return 'export.same-person'
  return textOf(set['at']) < textOf(approval['until']) ? null : 'export.over'
}

const lasts = ({ at, until }: Bag): boolean => {
  const ms = Date.parse(textOf(until)) - Date.parse(textOf(at))
  // the hours of one clock, by another of the same workstation that may run a little apart
  return ms > 0 && ms <= approvalHours * 3_600_000 + 3_600_000
}
