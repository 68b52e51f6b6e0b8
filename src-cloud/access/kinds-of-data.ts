/** Kinds of data inside of charts (docs/access.md): whoever is not shown an entry does not change it, whatever their workstation has heard. */
import type { State } from '../../shared/kernel/decide.ts'
import type { Change, Op } from '../../shared/kernel/op.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { kindsOf, rightFor, writtenBy, type SensitiveKind } from '../../shared/kernel/sensitivity.ts'
import { conflicts } from '../../shared/sync/conflict.ts'
import { readKind } from '../../shared/sync/up-convert.ts'

type Row = Readonly<Record<string, unknown>>

/** Why an op of this author is refused, or null. The state has the rows it changes. */
export function faultOfKinds(op: Op, rights: ReadonlySet<Permission>, state: State): string | null {
  const isImport = rights.has('record.import') && readKind(op.kind).name.startsWith('exchange.')
  for (const change of op.changes) {
    const row = state.get(change.type, change.id)?.row
    const isKept = row !== undefined && row !== null && keeps(change.type, row, op.actor, rights)
    // what a source says comes in, whoever starts the import; a mark it does not take away
    if (isKept && !(takesNoMark(change) && (isImport || onlyMarks(change)))) return 'entry.withheld'
    if (lifted(change).length > 0 && !hasReason(change, op.actor)) return 'marking.reason-first'
  }
  return null
}

const takesNoMark = (change: Change): boolean => !change.gone && lifted(change).length === 0

/** Somebody marked what another had marked meanwhile: both count, and nothing else of the entry is changed. */
const onlyMarks = ({ set }: Change): boolean =>
  Object.keys(set).every((field) => field === 'sensitivity' || field === 'sensitivitySet')

function keeps(type: string, row: Row, author: string, rights: ReadonlySet<Permission>): boolean {
  const kinds = type === conflicts.type ? kindsInConflict(row) : kindsOf(row)
  return writtenBy(row) !== author && kinds.some((kind) => !rights.has(rightFor(kind)))
}

/** Either version may say it. */
function kindsInConflict({ fields }: Row): SensitiveKind[] {
  if (!Array.isArray(fields)) return []
  return (fields as readonly Row[])
    .filter(({ field }) => field === 'sensitivity')
    .flatMap(({ held, offered }) => [held, offered])
    .flatMap((said) => kindsOf({ sensitivity: said }))
}

/** Kinds its author saw and took away; those of somebody else meanwhile stay, for the field is a set. */
function lifted({ base, set }: Change): SensitiveKind[] {
  if (!Object.hasOwn(set, 'sensitivity')) return []
  const left = kindsOf(set)
  return kindsOf(base).filter((kind) => !left.includes(kind))
}

function hasReason({ set }: Change, author: string): boolean {
  const said = set['sensitivitySet'] as { by?: unknown; reason?: unknown } | null | undefined
  return said?.by === author && typeof said.reason === 'string' && said.reason !== ''
}
