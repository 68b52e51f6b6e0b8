import { discardRefused, retryRefused } from '../../shared/attention/settle-refused.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { handle } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import type { Tx } from '../store/tx.ts'
import { isOpenRefusal } from './attention.sql.ts'

export function mustBeRefused(read: Reader, op: string): void {
  if (!isOpenRefusal(read, op)) throw new AppError('Conflict', 'attention.settled')
}

export const retryRefusedHandler = handle(retryRefused, (tx, { op }) => sendAgain(tx, op))

export const discardRefusedHandler = handle(discardRefused, (tx, { op, reason }) => giveUp(tx, op, reason))

export function sendAgain(tx: Tx, op: string): Record<string, never> {
  mustBeRefused(tx, op)
  tx.sendAgain(op)
  tx.writeLocal(`UPDATE attention SET state = 'retried' WHERE op = ?`, op)
  return {}
}

export function giveUp(tx: Tx, op: string, reason: string): Record<string, never> {
  mustBeRefused(tx, op)
  // a row the cloud lost was never an op of this workstation: there is nothing to take back
  if (!op.includes('/')) tx.giveUp(op)
  tx.writeLocal(
    `UPDATE attention SET state = 'discarded', reason = reason || ': ' || ? WHERE op = ?`,
    reason,
    op,
  )
  return {}
}
