import {
  confirmWipe,
  signOfWorkstation,
  takeBackWipe,
  wipeWorkstation,
} from '../../shared/access/wipe-workstation.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { anotherWorkstation } from './another-workstation.ts'

function mustBeTyped(device: string, typed: string): void {
  if (typed.trim().toUpperCase() !== signOfWorkstation(device))
    throw new AppError('Invalid', 'workstation.not-typed')
}

// of each: whose word it is, before it is taken
export const wipeWorkstationHandler = act(wipeWorkstation, async (acting, { device, how, reason, typed }) => {
  anotherWorkstation(acting, device)
  mustBeTyped(device, typed)
  await acting.gatekeeper.cloud.wipe(device, how, reason, acting.record)
  return {}
})

export const confirmWipeHandler = act(confirmWipe, async (acting, { device, typed }) => {
  anotherWorkstation(acting, device)
  mustBeTyped(device, typed)
  await acting.gatekeeper.cloud.confirmWipe(device, acting.record)
  return {}
})

export const takeBackWipeHandler = act(takeBackWipe, async (acting, { device }) => {
  anotherWorkstation(acting, device)
  await acting.gatekeeper.cloud.takeBackWipe(device, acting.record)
  return {}
})
