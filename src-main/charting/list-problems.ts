import { listProblems } from '../../shared/charting/list-problems.ts'
import { answer } from '../pipeline/handle.ts'
import { problemsOf } from './list-problems.sql.ts'
import { activeFirst, isActiveProblem } from './standing.ts'

export const listProblemsHandler = answer(listProblems, (read, { patientId }) => ({
  problems: problemsOf(read, patientId).sort(activeFirst(isActiveProblem)),
}))
