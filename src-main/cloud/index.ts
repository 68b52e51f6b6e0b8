import { connectCloudHandler } from './connect-cloud.ts'
import { exportAuditHandler } from './export-audit.ts'
import { getAuditStandingHandler } from './get-audit-standing.ts'
import { getChartsHeldHandler } from './get-charts-held.ts'
import { getConnectionHandler } from './get-connection.ts'
import { holdChartsHandler } from './hold-charts.ts'
import { makeEnrolmentCodeHandler } from './make-enrolment-code.ts'
import { settleAuditAlarmHandler } from './settle-audit-alarm.ts'
import { tryNowHandler } from './try-now.ts'

export const cloudHandlers = {
  connectCloud: connectCloudHandler,
  exportAudit: exportAuditHandler,
  getAuditStanding: getAuditStandingHandler,
  settleAuditAlarm: settleAuditAlarmHandler,
  getConnection: getConnectionHandler,
  getChartsHeld: getChartsHeldHandler,
  holdCharts: holdChartsHandler,
  makeEnrolmentCode: makeEnrolmentCodeHandler,
  tryNow: tryNowHandler,
}
