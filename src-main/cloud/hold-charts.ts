import { practices } from '../../shared/access/practice.ts'
import { holdCharts } from '../../shared/cloud/hold-charts.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { handle } from '../pipeline/handle.ts'
import { holdingSetting } from '../store/holding.ts'
import { isImporting } from './get-charts-held.sql.ts'

export const holdChartsHandler = handle(holdCharts, (tx, { holding, of }, _ctx, session) => {
  // what is brought in from elsewhere is compared with the charts that are here
  if (isImporting(tx)) throw new AppError('Conflict', 'import.running')
  if (of === 'practice') {
    tx.writeLocal('DELETE FROM workstation_setting WHERE name = ?', holdingSetting)
    tx.amend(practices, session.workstation.tenant, { chartsHeld: holding })
  } else
    tx.writeLocal(
      'INSERT OR REPLACE INTO workstation_setting (name, value) VALUES (?, ?)',
      holdingSetting,
      JSON.stringify(holding),
    )
  return {}
})
