import { connectCloudHandler } from './connect-cloud.ts'
import { getChartsHeldHandler } from './get-charts-held.ts'
import { getConnectionHandler } from './get-connection.ts'
import { holdChartsHandler } from './hold-charts.ts'
import { makeEnrolmentCodeHandler } from './make-enrolment-code.ts'
import { tryNowHandler } from './try-now.ts'

export const cloudHandlers = {
  connectCloud: connectCloudHandler,
  getConnection: getConnectionHandler,
  getChartsHeld: getChartsHeldHandler,
  holdCharts: holdChartsHandler,
  makeEnrolmentCode: makeEnrolmentCodeHandler,
  tryNow: tryNowHandler,
}
