import { makeEnrolmentCode } from '../../shared/cloud/make-enrolment-code.ts'
import { act } from '../pipeline/handle.ts'

export const makeEnrolmentCodeHandler = act(makeEnrolmentCode, ({ gatekeeper }) =>
  gatekeeper.cloud.makeCode(),
)
