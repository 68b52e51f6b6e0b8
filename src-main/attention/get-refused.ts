import { getRefused } from '../../shared/attention/get-refused.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Change } from '../../shared/kernel/op.ts'
import { answer } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { rowNow } from '../pipeline/conflicts.sql.ts'
import { isMade, isOpKept, patientOf, refusedOp, titleOf, waitingFor } from './attention.sql.ts'

export const getRefusedHandler = answer(getRefused, (read, { op }, { actor }) => {
  const refused = refusedOp(read, op)
  if (!refused) throw new AppError('Conflict', 'attention.settled')
  if (isOpKept(read, refused.op, actor.id)) throw new AppError('Forbidden', 'entry.withheld')
  const { changes = [] } = refused.op ?? {}
  return {
    rows: changes.map(({ type, id, base, set, gone }) => ({
      type,
      id,
      title: titleOf({ ...rowNow(read, type, id), ...set }),
      gone,
      fields: Object.entries(set)
        // of a new row most fields are empty, and were never entered
        .filter(([, value]) => !isMade({ base }) || !isBlank(value))
        .map(([field, value]) => ({
          field,
          // of an entry that is not shown to them, only what they entered
          before: isShown(read, type, id, base) ? (base[field] ?? null) : null,
          value,
          editable: typeof value === 'string' && !/Id$|At$/.test(field),
        })),
    })),
    patientId: patientOf(read, changes[0]),
    editable: refused.op !== null && changes.every(({ gone }) => !gone),
    waiting: refused.op ? waitingFor(read, op).length : 0,
  }
})

const isShown = (read: Reader, type: string, id: string, base: Change['base']): boolean =>
  isMade({ base }) || rowNow(read, type, id) !== undefined

const isBlank = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)
