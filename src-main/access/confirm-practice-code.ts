import { confirmPracticeCode } from '../../shared/access/confirm-practice-code.ts'
import { act } from '../pipeline/handle.ts'

export const confirmPracticeCodeHandler = act(
  confirmPracticeCode,
  async ({ gatekeeper, record }, { password, letters }) => {
    await gatekeeper.practiceCode.confirm(password, letters, record)
    return {}
  },
)
