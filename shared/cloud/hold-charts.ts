import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Holding, suggestedHolding } from '../sync/charts.ts'

/**
 * Which charts this computer holds; or, for the practice, which every computer does that is not set otherwise: this one is
 * from then on not. Charts come and go in the background. Throws `import.running`.
 */
export const holdCharts = defineCommand({
  name: 'cloud.holdCharts',
  input: z.strictObject({ holding: Holding, of: z.enum(['workstation', 'practice']) }),
  output: z.strictObject({}),
  example: { holding: suggestedHolding, of: 'workstation' },
  permission: 'practice.configure',
  audit: { action: 'charts.hold', category: 'configuration', subject: () => null },
})
