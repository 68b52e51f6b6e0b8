import { beginSecondFactor } from '../../shared/access/begin-second-factor.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

export const beginSecondFactorHandler = act(
  beginSecondFactor,
  async ({ gatekeeper, session }, { password, code }) => {
    must(session, 'second-factor.session')
    const sheet = await gatekeeper.secondFactor.begin(session.actor.id, password, code)
    return { ...sheet, rows: [...sheet.rows] }
  },
)
