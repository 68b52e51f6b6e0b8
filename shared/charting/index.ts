import { allergies } from './allergy.ts'
import { carePlans, careTeams, goals } from './care-plan.ts'
import { documents } from './document.ts'
import { encounters } from './encounter.ts'
import { immunizations } from './immunization.ts'
import { drugs, medications } from './medication.ts'
import { observations } from './observation.ts'
import { problems } from './problem.ts'
import { procedures } from './procedure.ts'
import { reports } from './report.ts'

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
}
