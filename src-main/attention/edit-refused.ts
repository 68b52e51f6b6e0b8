import { z } from 'zod'
import { editRefused } from '../../shared/attention/edit-refused.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Change } from '../../shared/kernel/op.ts'
import { completed } from '../../shared/kernel/record.ts'
import { handle } from '../pipeline/handle.ts'
import type { Tx } from '../store/tx.ts'
import { rowNow } from '../pipeline/conflicts.sql.ts'
import { refusedOp, waitingFor } from './attention.sql.ts'

export const editRefusedHandler = handle(editRefused, (tx, { op, edits }) => {
  const refused = refusedOp(tx, op)
  if (!refused?.op) throw new AppError('Conflict', 'attention.settled')
  for (const { type, id, field } of edits)
    if (!refused.op.changes.some((change) => isEditable(change, type, id, field)))
      throw new AppError('Invalid', 'attention.not-editable')
  // what waits for it builds on it: it is taken back first, and goes again after
  const all = [refused.op, ...waitingFor(tx, op)]
  for (const each of all.toReversed()) tx.giveUp(each.op)
  for (const each of all)
    for (const change of each.changes) {
      const own =
        each.op === op ? edits.filter(({ type, id }) => type === change.type && id === change.id) : []
      again(tx, change, Object.fromEntries(own.map(({ field, value }) => [field, value])))
    }
  for (const each of all) tx.writeLocal(`UPDATE attention SET state = 'edited' WHERE op = ?`, each.op)
  return {}
})

const isEditable = (change: Change, type: string, id: string, field: string): boolean =>
  change.type === type && change.id === id && !change.gone && field in change.set

/** Makes a change once more, as part of a new op. */
function again(tx: Tx, { type, id, set, gone }: Change, edits: Readonly<Record<string, string>>): void {
  const record = tx.known.of(type)
  if (!record || gone) throw new AppError('Invalid', 'attention.not-editable')
  const values = { ...set, ...edits }
  try {
    if (rowNow(tx, type, id) === undefined) tx.put(record, { ...completed(record, values), id })
    else tx.amend(record, id, values)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const fields = [...new Set(error.issues.map(({ path }) => path.join('.')))].join(', ')
    throw new AppError('Invalid', 'input.invalid', { fields })
  }
}
