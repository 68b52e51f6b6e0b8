import { listWorkstations } from '../../shared/access/list-workstations.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

export const listWorkstationsHandler = act(listWorkstations, ({ gatekeeper, session }) => {
  must(session, 'workstations.session')
  gatekeeper.people.lookAgain()
  const { heardAt, workstations } = gatekeeper.people.workstations
  return { own: session.workstation.device, heardAt, workstations: [...workstations] }
})
