/** Growth reference tables met in an import go to the chart, by the chart's own command. */
import { loadGrowthTables } from '../../shared/charting/load-growth-tables.ts'
import { growthTableSource, growthTableType } from '../../shared/exchange/growth-table.ts'
import type { Refusal } from '../../shared/exchange/import-report.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Acting } from '../pipeline/handle.ts'
import { growthReferenceId } from './row-id.ts'
import type { GrowthFile } from './worker-protocol.ts'

type Outcome = 'created' | 'changed' | 'unchanged'

/** What became of each file: loaded, or refused where whoever imports may not configure the practice. */
export function loadGrowth(
  acting: Acting,
  files: readonly GrowthFile[],
): { outcomes: Outcome[]; refusals: Refusal[] } {
  const outcomes: Outcome[] = []
  const refusals: Refusal[] = []
  for (const { file, tables } of files) {
    try {
      const loaded = acting.step(loadGrowthTables, {
        source: growthTableSource,
        tables: tables.map((table) => ({ id: growthReferenceId(table.chart, table.sex), ...table })),
      })
      outcomes.push(loaded.created > 0 ? 'created' : loaded.changed > 0 ? 'changed' : 'unchanged')
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'Forbidden') throw error
      const place = { file, line: 0, resourceType: growthTableType, path: '' }
      refusals.push({ ...place, reason: 'growth.permission', detail: '' })
    }
  }
  return { outcomes, refusals }
}
