import { listLockedOut } from '../../shared/access/list-locked-out.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { namedPeople } from './people-here.sql.ts'

export const listLockedOutHandler = act(listLockedOut, ({ gatekeeper, session }) => {
  must(session, 'lockout.session')
  const people = namedPeople(session.store.read)
  const { of, others } = gatekeeper.lockout.standing(people.map(({ username }) => username))
  return {
    others,
    people: people.flatMap(({ id, ...names }, index) => {
      const standing = of[index]
      return standing && (standing.disabled || standing.seconds > 0)
        ? [{ userId: id, ...names, ...standing }]
        : []
    }),
  }
})
