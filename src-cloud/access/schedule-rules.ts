/** What no right gives about the schedule: to take an appointment or a receipt out of the record, to speak for others, to pass a limit unasked. */
import { appointments } from '../../shared/schedule/appointment.ts'
import { calendarFeeds } from '../../shared/schedule/calendar-feed.ts'
import { givingBackId, receipts } from '../../shared/schedule/receipt.ts'
import { recalls } from '../../shared/schedule/recall.ts'
import { waitlistEntries } from '../../shared/schedule/waitlist-entry.ts'
import { alike } from '../../shared/kernel/merge-field.ts'
import type { State } from '../../shared/kernel/decide.ts'
import type { Change, Op } from '../../shared/kernel/op.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { readKind } from '../../shared/sync/up-convert.ts'
import type { RowKey } from '../executor/practice-tx.ts'

type Row = Readonly<Record<string, unknown>>

/** What somebody saw or did, by record: who is named in it is whoever says it. */
const said: Readonly<Record<string, readonly string[]>> = {
  [appointments.type]: ['steps'],
  [waitlistEntries.type]: ['offers', 'answers'],
  [recalls.type]: ['tries'],
}

/** The receipts that an op gives back: what they say is asked before it is judged. */
export const receiptsGivenBack = ({ changes }: Pick<Op, 'changes'>): RowKey[] =>
  changes.flatMap(({ type, set }) =>
    type === receipts.type && typeof set['voids'] === 'string' ? [{ type, id: set['voids'] }] : [],
  )

/** Why an op of this author is refused, or null. The state has the rows it changes and `receiptsGivenBack`. */
export function faultOfSchedule(op: Op, rights: ReadonlySet<Permission>, state: State): string | null {
  const isImport = rights.has('record.import') && readKind(op.kind).name.startsWith('exchange.')
  for (const change of op.changes) {
    const row = state.get(change.type, change.id)?.row ?? null
    const fault =
      (change.type === receipts.type ? faultOfReceipt(change, row, op, state) : null) ??
      (change.type === appointments.type ? faultOfAppointment(change, row, op.actor, rights) : null) ??
      (change.type === calendarFeeds.type ? faultOfFeed(change, op.actor) : null) ??
      (isImport ? null : faultOfWords(change, row, op.actor))
    if (fault) return fault
  }
  return null
}

/** It is final when it is made: whatever was wrong is given back, once, by whoever gives it. */
function faultOfReceipt(
  { id, base, set, gone }: Change,
  row: Row | null,
  { actor: author, changes }: Op,
  state: State,
): string | null {
  const { voids } = set
  if (row && !gone && Object.keys(base).length === 0 && typeof voids === 'string')
    return 'receipt.given-back-already'
  if (gone || row || Object.keys(base).length > 0) return 'receipt.only-added'
  if (set['by'] !== author) return 'receipt.not-yours'
  const cents = Number(set['cents'])
  if (voids === null || voids === undefined) return cents < 0 ? 'receipt.gives-back-nothing' : null
  if (typeof voids !== 'string') return 'receipt.gives-back-nothing'
  // what the same op adds has no row yet
  const added = changes.find((each) => each.type === receipts.type && each.id === voids)
  const taken = state.get(receipts.type, voids)?.row ?? added?.set
  if (!taken || taken['patientId'] !== set['patientId'] || (taken['voids'] ?? null) !== null)
    return 'receipt.gives-back-nothing'
  // its id says what it gives back: two desks that give back the same make one row, and the second is refused
  if (id !== givingBackId(voids)) return 'receipt.gives-back-nothing'
  return cents < 0 && -cents <= Number(taken['cents']) ? null : 'receipt.gives-back-more'
}

function faultOfAppointment(
  { set, gone }: Change,
  row: Row | null,
  author: string,
  rights: ReadonlySet<Permission>,
): string | null {
  if (gone) return 'appointment.only-cancelled'
  const asked = set['overbook'] as { by?: unknown } | null | undefined
  if (asked === null || asked === undefined || alike(asked, row?.['overbook'])) return null
  if (!rights.has('schedule.overbook')) return 'appointment.overbook-not-permitted'
  return asked.by === author ? null : 'schedule.not-your-word'
}

/** Who made an address is whoever says it. */
const faultOfFeed = ({ set }: Change, author: string): string | null =>
  Object.hasOwn(set, 'madeBy') && set['madeBy'] !== author ? 'schedule.not-your-word' : null

/** What is added to a list of what happened names whoever adds it; where it names nobody, only of what a workstation does by itself. */
function faultOfWords({ type, base, set }: Change, row: Row | null, author: string): string | null {
  for (const field of Object.hasOwn(said, type) ? (said[type] ?? []) : []) {
    if (!Object.hasOwn(set, field)) continue
    const before = [...listOf(base[field]), ...listOf(row?.[field])]
    const added = listOf(set[field]).filter((each) => !before.some((known) => alike(known, each)))
    const byItself = type === waitlistEntries.type ? null : author
    if (added.some(({ by }) => by !== author && by !== byItself)) return 'schedule.not-your-word'
  }
  return null
}

const listOf = (value: unknown): Row[] =>
  Array.isArray(value) ? value.filter((each): each is Row => typeof each === 'object' && each !== null) : []
