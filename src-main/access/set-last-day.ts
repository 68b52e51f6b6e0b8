import { setLastDay } from '../../shared/access/set-last-day.ts'
import { users } from '../../shared/access/user.ts'
import { handle } from '../pipeline/handle.ts'
import { keepingAnAdministrator, noteEvent, someoneElse } from './administering.ts'

export const setLastDayHandler = handle(setLastDay, (tx, { userId, version, day }, ctx) => {
  someoneElse(tx, userId, ctx)
  keepingAnAdministrator(tx, ctx, () => {
    if (tx.amend(users, userId, { endsOn: day }, version))
      noteEvent(tx, ctx, { userId, what: day === null ? 'no-last-day' : 'last-day' })
  })
  return {}
})
