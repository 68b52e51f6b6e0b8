import { lock } from '../../shared/access/lock.ts'
import { act } from '../pipeline/handle.ts'

export const lockHandler = act(lock, ({ host }, { how }) => {
  host.lock(how === 'lock' ? 'person' : 'sign-out')
  return {}
})
