import { keepSecondFactor } from '../../shared/access/keep-second-factor.ts'
import { renewSpareCodes } from '../../shared/access/renew-spare-codes.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

export const renewSpareCodesHandler = act(
  renewSpareCodes,
  async ({ gatekeeper, session, step }, { password, code }) => {
    must(session, 'second-factor.session')
    const codes = await gatekeeper.secondFactor.renewSpareCodes(session.actor.id, password, code, (kept) =>
      step(keepSecondFactor, kept),
    )
    return { codes: [...codes] }
  },
)
