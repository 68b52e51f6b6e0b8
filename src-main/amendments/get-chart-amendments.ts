import { getChartAmendments } from '../../shared/amendments/get-chart-amendments.ts'
import { answer } from '../pipeline/handle.ts'
import { actsIn, amendmentsOf } from './amendments.sql.ts'
import { viewOf } from './view.ts'

const most = 500

export const getChartAmendmentsHandler = answer(getChartAmendments, (read, { patientId }) => {
  const rows = amendmentsOf(read, patientId, most)
  const acts = rows.length === 0 ? [] : actsIn(read, patientId)
  return {
    amendments: rows.map((row) =>
      viewOf(
        row,
        acts.filter(({ amendmentId }) => amendmentId === row.id),
      ),
    ),
  }
})
