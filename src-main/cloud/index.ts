import { connectCloudHandler } from './connect-cloud.ts'
import { getConnectionHandler } from './get-connection.ts'
import { makeEnrolmentCodeHandler } from './make-enrolment-code.ts'
import { tryNowHandler } from './try-now.ts'

export const cloudHandlers = {
  connectCloud: connectCloudHandler,
  getConnection: getConnectionHandler,
  makeEnrolmentCode: makeEnrolmentCodeHandler,
  tryNow: tryNowHandler,
}
