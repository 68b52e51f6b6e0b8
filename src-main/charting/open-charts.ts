import { openCharts } from '../../shared/charting/open-charts.ts'
import { handle } from '../pipeline/handle.ts'
import { isPatient } from './get-standing.sql.ts'

export const openChartsHandler = handle(openCharts, (tx, { patientIds }) => {
  for (const patient of patientIds) if (isPatient(tx, patient)) tx.openChart(patient)
  return {}
})
