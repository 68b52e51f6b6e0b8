import { rightsOf } from '../../shared/access/rights.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { kindsOf, rightFor, sensitiveKinds, type SensitiveKind } from '../../shared/kernel/sensitivity.ts'
import { markEntry } from '../../shared/privacy/mark-entry.ts'
import { todayAt } from '../access/administering.ts'
import { handle } from '../pipeline/handle.ts'
import { authorOf, withheldFrom } from '../pipeline/kinds-of-data.ts'
import type { Reader } from '../store/reader.ts'
import { isKept } from '../store/sensitive.sql.ts'
import { everyLevel, everyPerson } from '../store/people.sql.ts'
import { contentsOf, entryOf, recordOf } from './marks.sql.ts'

export const markEntryHandler = handle(markEntry, (tx, input, ctx, session) => {
  const { patientId, type, entryId, version, reason, withContents } = input
  const withheld = withheldFrom(session)
  const entry = entryOf(tx, type, patientId, entryId)
  // one that is kept from them is to them not there
  if (!entry || (withheld && isKept(tx, withheld, entryId))) throw new AppError('NotFound', 'entry.not-found')
  const before = kindsOf(entry)
  const kinds = sensitiveKinds.filter((kind) => input.kinds.includes(kind))
  const added = kinds.filter((kind) => !before.includes(kind))
  const isLifted = before.some((kind) => !kinds.includes(kind))
  if (isLifted && reason === '') throw new AppError('Invalid', 'marking.reason-first')
  if (added.length > 0 && !someoneSees(tx, kinds, type === 'document' ? authorOf(tx, entryId) : null, ctx))
    throw new AppError('Conflict', 'marking.nobody-left')

  const sensitivitySet = { by: ctx.actor.id, at: ctx.now, reason }
  const changed = added.length > 0 || isLifted
  if (changed) tx.amend(recordOf(tx, type), entryId, { sensitivity: kinds, sensitivitySet }, version)
  let entries = changed ? 1 : 0
  const contents = withContents ? contentsOf(tx, type, patientId, entryId) : []
  for (const { type: of, entry: each } of contents) {
    const had = kindsOf(each)
    const all = sensitiveKinds.filter((kind) => had.includes(kind) || kinds.includes(kind))
    // what is in it and kept from them stays as it is: its kinds are for others to say
    if (all.length === had.length || (withheld && isKept(tx, withheld, each.id))) continue
    tx.amend(recordOf(tx, of), each.id, { sensitivity: all, sensitivitySet }, each.version)
    entries += 1
  }
  return { hidden: withheld !== null && isKept(tx, withheld, entryId), entries }
})

/** Nothing is put where nobody finds it: somebody here wrote it, or has the right to every one of these kinds. */
function someoneSees(
  read: Reader,
  kinds: readonly SensitiveKind[],
  author: string | null,
  ctx: Context,
): boolean {
  const [levels, today] = [everyLevel(read), todayAt(read, ctx)]
  return everyPerson(read).some((person) => {
    const rights = rightsOf(person, levels, today)
    return (
      rights.has('chart.read') && (person.id === author || kinds.every((kind) => rights.has(rightFor(kind))))
    )
  })
}
