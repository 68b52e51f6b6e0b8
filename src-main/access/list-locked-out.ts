import { listLockedOut } from '../../shared/access/list-locked-out.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { byName } from './person-line.ts'
import { everyPerson } from '../store/people.sql.ts'

export const listLockedOutHandler = act(listLockedOut, ({ gatekeeper, session }) => {
  must(session, 'lockout.session')
  const people = everyPerson(session.store.read).toSorted(byName)
  const { of, others } = gatekeeper.lockout.standing(people.map(({ username }) => username))
  return {
    others,
    people: people.flatMap(({ id, username, displayName }, index) => {
      const standing = of[index]
      return standing && (standing.disabled || standing.seconds > 0)
        ? [{ userId: id, username, displayName, ...standing }]
        : []
    }),
  }
})
