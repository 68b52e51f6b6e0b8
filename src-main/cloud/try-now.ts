import { tryNow } from '../../shared/cloud/try-now.ts'
import { act } from '../pipeline/handle.ts'

export const tryNowHandler = act(tryNow, ({ gatekeeper }) => {
  gatekeeper.cloud.tryNow()
  return {}
})
