import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { ImportProgress, ImportReport, importStates, Refusal } from './import-report.ts'

/** One run of the importer. */
export const ImportRun = z.strictObject({
  importId: Id,
  /** `interrupted`: the workstation was locked or stopped while it ran. Importing again goes on from there. */
  state: z.enum(importStates),
  /** Why it failed: a stable key, as of any refusal. */
  reason: z.string().nullable(),
  folder: z.string(),
  source: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Display name of who started it. */
  startedBy: z.string(),
})

/** How an import stands, its report so far, and a stretch of what was refused. */
export const getImport = defineQuery({
  name: 'exchange.getImport',
  input: z.strictObject({
    importId: Id,
    refusalsFrom: z.int().min(0).max(10_000_000).default(0),
    refusalsLimit: z.int().min(0).max(500).default(100),
  }),
  output: z.strictObject({
    run: ImportRun,
    /** While it runs. */
    progress: ImportProgress.nullable(),
    /** Types by how many were read, most first. */
    report: ImportReport,
    refusals: z.strictObject({
      /** How many were refused; of very many, the first ten thousand are listed. */
      total: z.int(),
      listed: z.int(),
      lines: z.array(Refusal),
    }),
  }),
  example: { importId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'record.import',
  reads: ['import_run', 'import_refusal', 'users'],
  audit: { action: 'import.read-report', category: 'exchange', subject: () => null },
})

/** The last hundred imports on this workstation, newest first. */
export const listImports = defineQuery({
  name: 'exchange.listImports',
  input: z.strictObject({}),
  output: z.strictObject({
    runs: z.array(ImportRun.extend({ read: z.int(), stored: z.int(), refused: z.int() })),
  }),
  example: {},
  permission: 'record.import',
  reads: ['import_run', 'users'],
  audit: { action: 'import.list', category: 'exchange', subject: () => null },
})
