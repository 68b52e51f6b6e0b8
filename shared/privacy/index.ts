import { caseNotes } from './case-note.ts'
import { chartRestrictions } from './chart-restriction.ts'
import { getCaseCount } from './get-case-count.ts'
import { emergencyAccesses } from './emergency-access.ts'
import { getCase } from './get-case.ts'
import { getChartAccess } from './get-chart-access.ts'
import { getMarking } from './get-marking.ts'
import { getMarks } from './get-marks.ts'
import { listCases } from './list-cases.ts'
import { listRestricted } from './list-restricted.ts'
import { listReaders } from './list-readers.ts'
import { markEntry } from './mark-entry.ts'
import { closeCase, noteCase } from './note-case.ts'
import { endEmergency, openInEmergency } from './open-in-emergency.ts'
import { privacyCases } from './privacy-case.ts'
import { raiseCase } from './raise-case.ts'
import { liftRestriction, restrictChart } from './restrict-chart.ts'

export const privacyContracts = {
  getChartAccess,
  getMarks,
  getMarking,
  markEntry,
  restrictChart,
  liftRestriction,
  listRestricted,
  listReaders,
  openInEmergency,
  endEmergency,
  raiseCase,
  listCases,
  getCaseCount,
  getCase,
  noteCase,
  closeCase,
}
export const privacyRecords = { chartRestrictions, emergencyAccesses, privacyCases, caseNotes }
