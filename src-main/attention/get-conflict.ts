import { getConflict } from '../../shared/attention/get-conflict.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { alike } from '../../shared/kernel/merge-field.ts'
import type { Origin } from '../../shared/sync/conflict.ts'
import { answer } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { conflictRow, rowNow } from '../pipeline/conflicts.sql.ts'
import { patientNameOf, titleOf, userName } from './attention.sql.ts'

const who = (read: Reader, { actor, at, device }: Origin) => ({ name: userName(read, actor), at, device })

export const getConflictHandler = answer(getConflict, (read, { conflictId }) => {
  const found = conflictRow(read, conflictId)
  if (!found) throw new AppError('NotFound', 'conflict.not-found')
  const { version, ...conflict } = found
  const row = rowNow(read, conflict.entityType, conflict.entityId)
  const since = conflict.fields.filter(
    ({ field, held }) => row !== undefined && !alike(row[field] ?? null, held),
  )
  return {
    conflict,
    version,
    patientName: patientNameOf(read, conflict.patientId),
    title: titleOf(row),
    heldBy: conflict.heldBy && who(read, conflict.heldBy),
    offeredBy: who(read, conflict.offeredBy),
    now: Object.fromEntries(since.map(({ field }) => [field, row?.[field] ?? null])),
  }
})
