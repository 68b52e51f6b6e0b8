import { listWorkstations } from '../../shared/access/list-workstations.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { keyState } from '../store/key-state.ts'
import { personRow } from '../store/people.sql.ts'

export const listWorkstationsHandler = act(listWorkstations, ({ gatekeeper, session, read }) => {
  must(session, 'workstations.session')
  gatekeeper.people.lookAgain()
  const { heardAt, workstations } = gatekeeper.people.workstations
  const { store, actor, workstation } = session
  const seen = read()
  const orderedBy = (user: string | null) => {
    const person = user === null ? undefined : personRow(seen, user)
    return person ? { name: person.displayName, isOwn: person.id === actor.id } : null
  }
  return {
    own: workstation.device,
    heardAt,
    workstations: workstations.map((line) => ({
      ...line,
      // of itself it knows before the cloud does
      ...(line.device === workstation.device && { keyChangedAt: keyState(store).changedAt }),
      orderedBy: orderedBy(line.wipe?.orderedBy ?? null),
    })),
  }
})
