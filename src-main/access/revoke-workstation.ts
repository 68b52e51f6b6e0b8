import { revokeWorkstation } from '../../shared/access/revoke-workstation.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

export const revokeWorkstationHandler = act(
  revokeWorkstation,
  async ({ gatekeeper, session, record }, { device }) => {
    must(session, 'workstations.session')
    if (device === session.workstation.device) throw new AppError('Forbidden', 'workstation.itself')
    const known = gatekeeper.people.workstations.workstations
    if (!known.some((each) => each.device === device)) throw new AppError('NotFound', 'workstation.unknown')
    // whose word it is, before it is taken
    await gatekeeper.cloud.revoke(device, record)
    return {}
  },
)
