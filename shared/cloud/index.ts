import { connectCloud } from './connect-cloud.ts'
import { getChartsHeld } from './get-charts-held.ts'
import { getConnection } from './get-connection.ts'
import { holdCharts } from './hold-charts.ts'
import { makeEnrolmentCode } from './make-enrolment-code.ts'
import { tryNow } from './try-now.ts'

export const cloudContracts = {
  connectCloud,
  getConnection,
  getChartsHeld,
  holdCharts,
  makeEnrolmentCode,
  tryNow,
}
