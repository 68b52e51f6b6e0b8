import { reinstatePerson, suspendPerson } from '../../shared/access/suspend-person.ts'
import { users } from '../../shared/access/user.ts'
import { handle } from '../pipeline/handle.ts'
import { keepingAnAdministrator, noteEvent, someoneElse } from './administering.ts'

export const suspendPersonHandler = handle(suspendPerson, (tx, { userId, version, reason }, ctx) => {
  someoneElse(tx, userId, ctx)
  keepingAnAdministrator(tx, ctx, () => {
    if (tx.amend(users, userId, { active: false }, version))
      noteEvent(tx, ctx, { userId, what: 'suspend', reason })
  })
  return {}
})

export const reinstatePersonHandler = handle(reinstatePerson, (tx, { userId, version }, ctx) => {
  someoneElse(tx, userId, ctx)
  if (tx.amend(users, userId, { active: true }, version)) noteEvent(tx, ctx, { userId, what: 'reinstate' })
  return {}
})
