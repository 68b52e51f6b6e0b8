import { renewRecoveryCode } from '../../shared/access/renew-recovery-code.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

export const renewRecoveryCodeHandler = act(
  renewRecoveryCode,
  async ({ gatekeeper, session, record }, { password }) => {
    must(session, 'renew.session')
    // the code before is void from here on: that is recorded first, or not done
    return { recoveryCode: await gatekeeper.renewRecoveryCode(session.actor.id, password, record) }
  },
)
