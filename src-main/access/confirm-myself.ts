import { confirmMyself } from '../../shared/access/confirm-myself.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

export const confirmMyselfHandler = act(confirmMyself, async ({ gatekeeper, session }, typed) => {
  must(session, 'confirm.session')
  await gatekeeper.own.confirm(typed.password, typed.code)
  return {}
})
