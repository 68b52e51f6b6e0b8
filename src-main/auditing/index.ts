import { exportEntriesHandler } from './export-entries.ts'
import { findSubjectsHandler } from './find-subjects.ts'
import { getAccessReportHandler } from './get-access-report.ts'
import { getChoicesHandler } from './get-choices.ts'
import { getEntryHandler } from './get-entry.ts'
import { listEntriesHandler } from './list-entries.ts'
import { logReportPrintHandler } from './log-report-print.ts'
import { dropWholeLogHandler, getWholeLogHandler, keepWholeLogHandler } from './whole-log.ts'
import { listReportsHandler, removeReportHandler, saveReportHandler } from './saved-reports.ts'

export const auditingHandlers = {
  dropWholeLog: dropWholeLogHandler,
  exportEntries: exportEntriesHandler,
  findSubjects: findSubjectsHandler,
  getAccessReport: getAccessReportHandler,
  getChoices: getChoicesHandler,
  getEntry: getEntryHandler,
  getWholeLog: getWholeLogHandler,
  keepWholeLog: keepWholeLogHandler,
  listEntries: listEntriesHandler,
  listReports: listReportsHandler,
  logReportPrint: logReportPrintHandler,
  removeReport: removeReportHandler,
  saveReport: saveReportHandler,
}
