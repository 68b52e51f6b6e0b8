import { renewPracticeCode } from '../../shared/access/renew-practice-code.ts'
import { act } from '../pipeline/handle.ts'

export const renewPracticeCodeHandler = act(
  renewPracticeCode,
  // the code before is void from here on: that is recorded first, or not done
  ({ gatekeeper, record }, { password, code }) => gatekeeper.practiceCode.renew(password, code, record),
)
