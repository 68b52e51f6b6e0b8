import { changeAccess } from '../../shared/access/change-access.ts'
import { users } from '../../shared/access/user.ts'
import { handle } from '../pipeline/handle.ts'
import { checkLevels, keepingAnAdministrator, noteEvent, someoneElse } from './administering.ts'

export const changeAccessHandler = handle(changeAccess, (tx, { userId, version, roles, levels }, ctx) => {
  const person = someoneElse(tx, userId, ctx)
  checkLevels(tx, levels, person.levels)
  keepingAnAdministrator(tx, ctx, () => {
    if (tx.amend(users, userId, { roles, levels }, version)) noteEvent(tx, ctx, { userId, what: 'change' })
  })
  return {}
})
