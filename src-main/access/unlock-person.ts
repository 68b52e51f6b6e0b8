import { unlockPerson } from '../../shared/access/unlock-person.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { personRow } from '../store/people.sql.ts'

export const unlockPersonHandler = act(
  unlockPerson,
  ({ gatekeeper, session, record }, { userId, reason }) => {
    must(session, 'lockout.session')
    if (userId === session.actor.id) throw new AppError('Forbidden', 'lockout.oneself')
    const names = personRow(session.store.read, userId)
    const [standing] = names ? gatekeeper.lockout.standing([names.username]).of : []
    if (!names || !standing || !(standing.disabled || standing.seconds > 0))
      throw new AppError('NotFound', 'lockout.none')
    // whose word it is, before it is taken
    record()
    gatekeeper.lockout.unlock(names.username, session.actor.id, reason)
    return {}
  },
)
