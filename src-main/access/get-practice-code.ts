import { getPracticeCode } from '../../shared/access/get-practice-code.ts'
import { act } from '../pipeline/handle.ts'

/** Acts, because it is read from what this workstation keeps for itself. */
export const getPracticeCodeHandler = act(getPracticeCode, ({ gatekeeper }) => gatekeeper.practiceCode.now)
