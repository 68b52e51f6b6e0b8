import type { chartingContracts } from '../../shared/charting/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { getChartHandler } from './get-chart.ts'
import { getEncounterHandler } from './get-encounter.ts'
import { getGrowthHandler } from './get-growth.ts'
import { getTimelineHandler } from './get-timeline.ts'
import { listAllergiesHandler } from './list-allergies.ts'
import { listCarePlansHandler } from './list-care-plans.ts'
import { listDocumentsHandler } from './list-documents.ts'
import { listEncountersHandler } from './list-encounters.ts'
import { listImmunizationsHandler } from './list-immunizations.ts'
import { listMedicationsHandler } from './list-medications.ts'
import { listProblemsHandler } from './list-problems.ts'
import { listProceduresHandler } from './list-procedures.ts'
import { listResultsHandler } from './list-results.ts'
import { listVitalsHandler } from './list-vitals.ts'
import { loadGrowthTablesHandler } from './load-growth-tables.ts'

export const chartingHandlers = {
  getChart: getChartHandler,
  getTimeline: getTimelineHandler,
  listProblems: listProblemsHandler,
  listMedications: listMedicationsHandler,
  listAllergies: listAllergiesHandler,
  listVitals: listVitalsHandler,
  getGrowth: getGrowthHandler,
  loadGrowthTables: loadGrowthTablesHandler,
  listResults: listResultsHandler,
  listImmunizations: listImmunizationsHandler,
  listProcedures: listProceduresHandler,
  listDocuments: listDocumentsHandler,
  listEncounters: listEncountersHandler,
  getEncounter: getEncounterHandler,
  listCarePlans: listCarePlansHandler,
} satisfies HandlersFor<typeof chartingContracts>
