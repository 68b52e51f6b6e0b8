import { revokeWorkstation } from '../../shared/access/revoke-workstation.ts'
import { act } from '../pipeline/handle.ts'
import { anotherWorkstation } from './another-workstation.ts'

export const revokeWorkstationHandler = act(revokeWorkstation, async (acting, { device }) => {
  anotherWorkstation(acting, device)
  // whose word it is, before it is taken
  await acting.gatekeeper.cloud.revoke(device, acting.record)
  return {}
})
