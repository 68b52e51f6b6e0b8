import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { ImportReport } from './import-report.ts'

/** Writes down that a run begins; runs that a lock or a kill left open are closed as interrupted. */
export const openImport = defineCommand({
  name: 'exchange.openImport',
  caller: 'internal',
  input: z.strictObject({ importId: Id, folder: z.string(), source: z.string() }),
  output: z.strictObject({}),
  example: { importId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11', folder: 'export', source: 'Lakeside Clinic' },
  permission: 'record.import',
  audit: { action: 'import.open', category: 'exchange', subject: () => null },
})

/** Writes down how it ended. */
export const closeImport = defineCommand({
  name: 'exchange.closeImport',
  caller: 'internal',
  input: z.strictObject({
    importId: Id,
    state: z.enum(['finished', 'cancelled', 'failed']),
    reason: z.string().nullable(),
  }),
  output: z.strictObject({ report: ImportReport }),
  example: { importId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11', state: 'finished', reason: null },
  permission: 'record.import',
  audit: { action: 'import.close', category: 'exchange', subject: () => null },
})
