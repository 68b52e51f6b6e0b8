import { connectCloud } from './connect-cloud.ts'
import { getConnection } from './get-connection.ts'
import { makeEnrolmentCode } from './make-enrolment-code.ts'
import { tryNow } from './try-now.ts'

export const cloudContracts = { connectCloud, getConnection, makeEnrolmentCode, tryNow }
