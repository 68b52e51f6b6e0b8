import { z } from 'zod'
import { purposes, recipients } from '../audit/handing-out.ts'
import { defineQuery } from '../kernel/contract.ts'

const Act = z.strictObject({ by: z.string(), at: z.string(), reason: z.string() })

export const exportStates = [
  'waiting',
  'ready',
  'over',
  'refused',
  'withdrawn',
  'running',
  'elsewhere',
  'interrupted',
  'written',
  'cancelled',
  'failed',
] as const

export const ExportLine = z.strictObject({
  requestId: z.string(),
  /** Null: all patients. Empty where the location is not known here. */
  locationName: z.string().nullable(),
  recipient: z.enum(recipients),
  purpose: z.enum(purposes),
  reason: z.string(),
  patients: z.int(),
  needsTwo: z.boolean(),
  by: z.string(),
  at: z.string(),
  /** `over`: nobody approved it in time, or it was not begun in time. `elsewhere`: begun at another workstation, with nothing heard of its end. */
  state: z.enum(exportStates),
  /** Asked for by whoever looks. */
  isYours: z.boolean(),
  /** Until when it can be approved, or begun. */
  until: z.string().nullable(),
  approved: Act.nullable(),
  refused: Act.nullable(),
  exportId: z.string().nullable(),
  /** Of what was written. */
  written: z.strictObject({ patients: z.int(), resources: z.int(), at: z.string() }).nullable(),
})
export type ExportLine = z.output<typeof ExportLine>

/** How far the one that is being written here is. */
export const ExportProgress = z.strictObject({
  requestId: z.string(),
  exportId: z.string(),
  /** Patients. */
  done: z.int(),
  of: z.int(),
})
export type ExportProgress = z.output<typeof ExportProgress>

/** What is told while an export is written: `on('export', ...)`. Null when none is any more. */
export type ExportNews = ExportProgress | null

/** Requests for exports of many patients and what became of them, the latest first. */
export const listExports = defineQuery({
  name: 'exports.listExports',
  input: z.strictObject({}),
  output: z.strictObject({ exports: z.array(ExportLine).max(200), running: ExportProgress.nullable() }),
  example: {},
  permission: 'record.export',
  reads: ['exportRequests', 'exportActs', 'users', 'locations'],
  audit: { action: 'export.list', category: 'exchange', subject: () => null },
})
