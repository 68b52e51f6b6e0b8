import { growthReferences } from '../../shared/charting/growth-reference.ts'
import { loadGrowthTables } from '../../shared/charting/load-growth-tables.ts'
import { handle } from '../pipeline/handle.ts'
import { everyGrowthReference } from './get-growth.sql.ts'

export const loadGrowthTablesHandler = handle(loadGrowthTables, (tx, { source, tables }, ctx) => {
  const present = everyGrowthReference(tx)
  let changed = 0
  for (const { chart, sex, points } of tables) {
    const known = present.find((each) => each.chart === chart && each.sex === sex)
    if (known ? tx.amend(growthReferences, known.id, { source, points }) : true) changed += 1
    if (!known) tx.put(growthReferences, { id: ctx.newId(), chart, sex, source, points })
  }
  return { changed, unchanged: tables.length - changed }
})
