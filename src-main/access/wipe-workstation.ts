import { signOfWorkstation, wipeWorkstation } from '../../shared/access/wipe-workstation.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { anotherWorkstation } from './another-workstation.ts'

export const wipeWorkstationHandler = act(wipeWorkstation, async (acting, { device, how, reason, typed }) => {
  anotherWorkstation(acting, device)
  if (typed.trim().toUpperCase() !== signOfWorkstation(device))
    throw new AppError('Invalid', 'workstation.not-typed')
  // whose word it is, before it is taken
  await acting.gatekeeper.cloud.wipe(device, how, reason, acting.record)
  return {}
})
