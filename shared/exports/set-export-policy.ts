import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { ExportPolicy } from '../access/export-policy.ts'

/** Of how many patients one person exports alone, and of how many at all; null as the product has it. */
export const getExportPolicy = defineQuery({
  name: 'exports.getExportPolicy',
  input: z.strictObject({}),
  output: z.strictObject({ policy: ExportPolicy, version: z.int() }),
  example: {},
  permission: 'practice.configure',
  reads: ['practices'],
  audit: { none: 'how the practice is set up, of nobody in particular' },
})

/** Throws `row.changed`. Nobody sets it weaker than the product's bounds. */
export const setExportPolicy = defineCommand({
  name: 'exports.setExportPolicy',
  input: z.strictObject({
    policy: ExportPolicy,
    /** Of the practice's row, as it was seen. */
    version: z.int().min(1),
  }),
  output: z.strictObject({}),
  example: { policy: { exportAlone: 5, exportMost: 2000 }, version: 1 },
  permission: 'practice.configure',
  stepUp: true,
  audit: {
    action: 'export-policy.set',
    category: 'configuration',
    subject: () => null,
    detail: ({ policy }) => ({
      ...(policy.exportAlone !== null && { alone: policy.exportAlone }),
      ...(policy.exportMost !== null && { most: policy.exportMost }),
    }),
  },
})
