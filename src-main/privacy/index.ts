import type { privacyContracts } from '../../shared/privacy/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { getCaseCountHandler } from './get-case-count.ts'
import { getCaseHandler } from './get-case.ts'
import { getChartAccessHandler } from './get-chart-access.ts'
import { getMarkingHandler, getMarksHandler } from './get-marks.ts'
import { listCasesHandler } from './list-cases.ts'
import { listRestrictedHandler } from './list-restricted.ts'
import { listReadersHandler } from './list-readers.ts'
import { markEntryHandler } from './mark-entry.ts'
import { closeCaseHandler, noteCaseHandler } from './note-case.ts'
import { endEmergencyHandler, openInEmergencyHandler } from './open-in-emergency.ts'
import { raiseCaseHandler } from './raise-case.ts'
import { liftRestrictionHandler, restrictChartHandler } from './restrict-chart.ts'

export const privacyHandlers = {
  getChartAccess: getChartAccessHandler,
  getMarks: getMarksHandler,
  getMarking: getMarkingHandler,
  markEntry: markEntryHandler,
  restrictChart: restrictChartHandler,
  liftRestriction: liftRestrictionHandler,
  listRestricted: listRestrictedHandler,
  listReaders: listReadersHandler,
  openInEmergency: openInEmergencyHandler,
  endEmergency: endEmergencyHandler,
  raiseCase: raiseCaseHandler,
  listCases: listCasesHandler,
  getCaseCount: getCaseCountHandler,
  getCase: getCaseHandler,
  noteCase: noteCaseHandler,
  closeCase: closeCaseHandler,
} satisfies HandlersFor<typeof privacyContracts>
