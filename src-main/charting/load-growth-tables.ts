import { growthReferences } from '../../shared/charting/growth-reference.ts'
import { loadGrowthTables } from '../../shared/charting/load-growth-tables.ts'
import { handle } from '../pipeline/handle.ts'
import { everyGrowthReference } from './get-growth.sql.ts'

export const loadGrowthTablesHandler = handle(loadGrowthTables, (tx, { source, tables }) => {
  const present = everyGrowthReference(tx)
  const counts = { created: 0, changed: 0, unchanged: 0 }
  for (const { id, chart, sex, points } of tables) {
    const known = present.find((each) => each.chart === chart && each.sex === sex)
    if (!known) {
      tx.put(growthReferences, { id, chart, sex, source, points })
      counts.created += 1
    } else if (tx.amend(growthReferences, known.id, { source, points })) counts.changed += 1
    else counts.unchanged += 1
  }
  return counts
})
