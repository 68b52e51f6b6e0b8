import { renewRecoveryCode } from '../../shared/access/renew-recovery-code.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { noteOwn } from './keep-credential.ts'

export const renewRecoveryCodeHandler = act(renewRecoveryCode, (acting, { password }) => {
  const { gatekeeper, session, record } = acting
  must(session, 'renew.session')
  // the code before is void from here on: that is recorded first, or not done
  const recoveryCode = gatekeeper.own.renew(password, password, record)
  noteOwn(acting, session.actor.id)
  return { recoveryCode }
})
