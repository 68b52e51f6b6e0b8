import { finishSecondFactor } from '../../shared/access/finish-second-factor.ts'
import { keepSecondFactor } from '../../shared/access/keep-second-factor.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

export const finishSecondFactorHandler = act(
  finishSecondFactor,
  async ({ gatekeeper, session, step }, { code }) => {
    must(session, 'second-factor.session')
    const codes = await gatekeeper.secondFactor.finish(session.actor.id, code, (kept) =>
      step(keepSecondFactor, kept),
    )
    return { codes: [...codes] }
  },
)
