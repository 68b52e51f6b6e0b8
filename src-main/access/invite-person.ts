import { credentials } from '../../shared/access/credential.ts'
import { addPerson, codeDays, invitePerson } from '../../shared/access/invite-person.ts'
import { users } from '../../shared/access/user.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { act, handle } from '../pipeline/handle.ts'
import { checkLevels, checkPlaces, noteEvent } from './administering.ts'
import { everyPerson } from '../store/people.sql.ts'

/** Until when a code that is handed out now is good. */
export const codeEnd = (now: string): string => instantOf(Date.parse(now) + codeDays * 86_400_000)

export const invitePersonHandler = act(invitePerson, async ({ gatekeeper, ctx, step }, input) => {
  must(ctx, 'invite.session')
  const userId = ctx.newId()
  const until = codeEnd(ctx.now)
  const { keys, code } = await gatekeeper.people.newCredential(userId)
  step(addPerson, { ...input, userId, keys: { ...keys, codeUntil: until } })
  return { userId, code, until }
})

export const addPersonHandler = handle(addPerson, (tx, { userId, keys, ...person }, ctx) => {
  // also of people who left: what is recorded under a name is theirs
  if (everyPerson(tx).some(({ username }) => username === person.username))
    throw new AppError('Conflict', 'person.username-taken')
  checkLevels(tx, person.levels)
  checkPlaces(tx, person.scope)
  tx.put(users, {
    ...person,
    id: userId,
    active: true,
    createdAt: ctx.now,
    exceptions: [],
    endsOn: null,
    practitionerId: null,
  })
  tx.put(credentials, { id: userId, keys, secondFactor: null, createdAt: ctx.now, passwordAt: null })
  noteEvent(tx, ctx, { userId, what: 'invite' })
  return {}
})
