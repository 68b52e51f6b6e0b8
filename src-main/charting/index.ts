import type { chartingContracts } from '../../shared/charting/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { addDocumentHandler, takeBackDocumentHandler } from './add-document.ts'
import { chooseFilesHandler } from './choose-files.ts'
import { getChartHandler } from './get-chart.ts'
import { getEncounterHandler } from './get-encounter.ts'
import { getFileStatesHandler } from './get-file-states.ts'
import { getGrowthHandler } from './get-growth.ts'
import { getStandingHandler } from './get-standing.ts'
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
import { listWaitingHandler } from './list-waiting.ts'
import { loadGrowthTablesHandler } from './load-growth-tables.ts'
import { openChartsHandler } from './open-charts.ts'
import { markDocumentWrongHandler, unmarkDocumentWrongHandler } from './mark-document.ts'
import { getFilePartHandler, openFileHandler } from './open-file.ts'
import { beginFileHandler, sendFilePartHandler } from './send-file.ts'

export const chartingHandlers = {
  getChart: getChartHandler,
  getStanding: getStandingHandler,
  listWaiting: listWaitingHandler,
  openCharts: openChartsHandler,
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
  chooseFiles: chooseFilesHandler,
  beginFile: beginFileHandler,
  sendFilePart: sendFilePartHandler,
  addDocument: addDocumentHandler,
  takeBackDocument: takeBackDocumentHandler,
  markDocumentWrong: markDocumentWrongHandler,
  unmarkDocumentWrong: unmarkDocumentWrongHandler,
  openFile: openFileHandler,
  getFilePart: getFilePartHandler,
  getFileStates: getFileStatesHandler,
} satisfies HandlersFor<typeof chartingContracts>
