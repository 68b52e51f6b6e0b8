import {
  discardDeskRefused,
  isOfDesk,
  listDeskRefused,
  retryDeskRefused,
} from '../../shared/attention/desk-refused.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Op } from '../../shared/kernel/op.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { handle, answer } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { openRefused, refusedOp, waitingFor } from './attention.sql.ts'
import { refusedLine } from './refused-line.ts'
import { giveUp, mustBeRefused, sendAgain } from './settle-refused.ts'

type Rights = ReadonlySet<Permission>

/** Every row of it, and one at least: what it also says of a chart is for whoever reads charts. */
const isDesks = (op: Op | null, rights: Rights): boolean =>
  op !== null && op.changes.length > 0 && op.changes.every(({ type }) => isOfDesk(type, rights))

export const listDeskRefusedHandler = answer(listDeskRefused, (read, _input, { actor }) => ({
  refused: openRefused(read)
    .map((each) => refusedLine(read, each, actor.id))
    .filter(({ made }) => isDesks(made, actor.can))
    // when somebody comes is known to whoever books, what for is not said here
    .map(({ line }) => ({ ...line, title: '' })),
}))

/** It, and all that waits for it: given up, those go too. */
function mustBeDesks(read: Reader, op: string, rights: Rights): void {
  mustBeRefused(read, op)
  const all = [refusedOp(read, op)?.op ?? null, ...waitingFor(read, op)]
  if (!all.every((each) => isDesks(each, rights))) throw new AppError('Forbidden', 'attention.not-yours')
}

export const retryDeskRefusedHandler = handle(retryDeskRefused, (tx, { op }, { actor }) => {
  mustBeDesks(tx, op, actor.can)
  return sendAgain(tx, op)
})

export const discardDeskRefusedHandler = handle(discardDeskRefused, (tx, { op, reason }, { actor }) => {
  mustBeDesks(tx, op, actor.can)
  return giveUp(tx, op, reason)
})
