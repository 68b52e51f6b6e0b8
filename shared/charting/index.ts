import { addDocument, takeBackDocument } from './add-document.ts'
import { allergies } from './allergy.ts'
import { carePlans, careTeams, goals } from './care-plan.ts'
import { chooseFiles } from './choose-files.ts'
import { documents } from './document.ts'
import { encounters } from './encounter.ts'
import { getChart } from './get-chart.ts'
import { getEncounter } from './get-encounter.ts'
import { getFileStates } from './get-file-states.ts'
import { getGrowth } from './get-growth.ts'
import { getStanding } from './get-standing.ts'
import { getTimeline } from './get-timeline.ts'
import { growthReferences } from './growth-reference.ts'
import { immunizations } from './immunization.ts'
import { listAllergies } from './list-allergies.ts'
import { listCarePlans } from './list-care-plans.ts'
import { listDocuments } from './list-documents.ts'
import { listEncounters } from './list-encounters.ts'
import { listImmunizations } from './list-immunizations.ts'
import { listMedications } from './list-medications.ts'
import { listProblems } from './list-problems.ts'
import { listProcedures } from './list-procedures.ts'
import { listResults } from './list-results.ts'
import { listVitals } from './list-vitals.ts'
import { listWaiting } from './list-waiting.ts'
import { loadGrowthTables } from './load-growth-tables.ts'
import { markDocumentWrong, unmarkDocumentWrong } from './mark-document.ts'
import { drugs, medications } from './medication.ts'
import { observations } from './observation.ts'
import { openCharts } from './open-charts.ts'
import { getFilePart, openFile } from './open-file.ts'
import { problems } from './problem.ts'
import { procedures } from './procedure.ts'
import { reports } from './report.ts'
import { beginFile, sendFilePart } from './send-file.ts'

export const chartingContracts = {
  getChart,
  getStanding,
  listWaiting,
  openCharts,
  getTimeline,
  listProblems,
  listMedications,
  listAllergies,
  listVitals,
  getGrowth,
  loadGrowthTables,
  listResults,
  listImmunizations,
  listProcedures,
  listDocuments,
  listEncounters,
  getEncounter,
  listCarePlans,
  chooseFiles,
  beginFile,
  sendFilePart,
  addDocument,
  takeBackDocument,
  markDocumentWrong,
  unmarkDocumentWrong,
  openFile,
  getFilePart,
  getFileStates,
}
export const chartingRecords = {
  encounters,
  problems,
  allergies,
  drugs,
  medications,
  observations,
  reports,
  immunizations,
  procedures,
  documents,
  carePlans,
  goals,
  careTeams,
  growthReferences,
}
