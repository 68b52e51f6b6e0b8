import { makePack } from '../../shared/downtime/make-pack.ts'
import { act } from '../pipeline/handle.ts'

export const makePackHandler = act(makePack, ({ gatekeeper }) => {
  // what comes of it is said by the keeper of the pack
  gatekeeper.pack.make().catch(() => undefined)
  return {}
})
