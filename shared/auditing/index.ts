import { exportEntries } from './export-entries.ts'
import { findSubjects } from './find-subjects.ts'
import { getAccessReport } from './get-access-report.ts'
import { getChoices } from './get-choices.ts'
import { getEntry } from './get-entry.ts'
import { listEntries } from './list-entries.ts'
import { logReportPrint } from './log-report-print.ts'
import { dropWholeLog, getWholeLog, keepWholeLog } from './whole-log.ts'
import { listReports, removeReport, saveReport } from './saved-reports.ts'

export const auditingContracts = {
  dropWholeLog,
  exportEntries,
  findSubjects,
  getAccessReport,
  getChoices,
  getEntry,
  getWholeLog,
  keepWholeLog,
  listEntries,
  listReports,
  logReportPrint,
  removeReport,
  saveReport,
}
