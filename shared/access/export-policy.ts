/** What a practice says of exports of many patients. Nobody sets them weaker than these bounds. */
import { z } from 'zod'

/** `alone`: of how many patients one person may export the records by themself; above it, two people. `most`: of how many at all. */
export const exportLimits = {
  alone: { usual: 10, least: 0, most: 100 },
  most: { usual: 10_000, least: 1, most: 100_000 },
} as const

/** Records that one person exports one by one at a workstation; more are an export of many. */
export const singleExports = { max: 20, minutes: 60 } as const

/** How long a request waits to be approved, and how long an approval is good, hours. */
export const waitsHours = 7 * 24
export const approvalHours = 24

const { alone, most } = exportLimits
/** As the row of the practice has it; null as the product has it. */
export const ExportPolicy = z.strictObject({
  exportAlone: z.int().min(alone.least).max(alone.most).nullable().default(null),
  exportMost: z.int().min(most.least).max(most.most).nullable().default(null),
})

type Said = Partial<z.output<typeof ExportPolicy>> | undefined

/** The figures that hold. */
export const limitsOf = (practice: Said): Readonly<{ alone: number; most: number }> => ({
  alone: practice?.exportAlone ?? alone.usual,
  most: practice?.exportMost ?? most.usual,
})
