import { endException, setException } from '../../shared/access/set-exception.ts'
import { users } from '../../shared/access/user.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { handle } from '../pipeline/handle.ts'
import { keepingAnAdministrator, noteEvent, someoneElse, todayAt } from './administering.ts'

/** As many as a row takes. */
const mostExceptions = 20

export const setExceptionHandler = handle(setException, (tx, { userId, version, ...exception }, ctx) => {
  const person = someoneElse(tx, userId, ctx)
  const today = todayAt(tx, ctx)
  if (exception.until < today) throw new AppError('Invalid', 'access.until-past')
  // what has run out makes room; the history keeps it
  const others = person.exceptions.filter(
    ({ permission, until }) => permission !== exception.permission && until >= today,
  )
  if (others.length >= mostExceptions) throw new AppError('Conflict', 'access.too-many-exceptions')
  keepingAnAdministrator(tx, ctx, () => {
    tx.amend(users, userId, { exceptions: [...others, exception] }, version)
    noteEvent(tx, ctx, { userId, what: 'exception', reason: exception.reason })
  })
  return {}
})

export const endExceptionHandler = handle(endException, (tx, { userId, version, permission }, ctx) => {
  const person = someoneElse(tx, userId, ctx)
  const exceptions = person.exceptions.filter((each) => each.permission !== permission)
  if (exceptions.length === person.exceptions.length) throw new AppError('NotFound', 'access.no-exception')
  keepingAnAdministrator(tx, ctx, () => {
    tx.amend(users, userId, { exceptions }, version)
    noteEvent(tx, ctx, { userId, what: 'exception-end' })
  })
  return {}
})
