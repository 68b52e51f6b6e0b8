import { connectCloud } from './connect-cloud.ts'
import { exportAudit } from './export-audit.ts'
import { getAuditStanding } from './get-audit-standing.ts'
import { getChartsHeld } from './get-charts-held.ts'
import { getConnection } from './get-connection.ts'
import { holdCharts } from './hold-charts.ts'
import { makeEnrolmentCode } from './make-enrolment-code.ts'
import { settleAuditAlarm } from './settle-audit-alarm.ts'
import { tryNow } from './try-now.ts'

export const cloudContracts = {
  connectCloud,
  exportAudit,
  getAuditStanding,
  settleAuditAlarm,
  getConnection,
  getChartsHeld,
  holdCharts,
  makeEnrolmentCode,
  tryNow,
}
