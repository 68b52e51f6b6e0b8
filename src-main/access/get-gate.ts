import { getGate } from '../../shared/access/get-gate.ts'
import { act } from '../pipeline/handle.ts'

export const getGateHandler = act(getGate, ({ gatekeeper }) => gatekeeper.gate())
