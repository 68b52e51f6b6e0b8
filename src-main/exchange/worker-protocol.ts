/** What the import worker and the vault say to each other. The worker sees no key and no store. */
import type { GrowthTable } from '../../shared/exchange/growth-table.ts'
import type { Refusal } from '../../shared/exchange/import-report.ts'
import type { Incoming } from '../../shared/exchange/store-batch.ts'

export type WorkerStart = Readonly<{
  root: string
  source: string
  importId: string
  receivedAt: string
}>

/** A file of growth reference tables, read. */
export type GrowthFile = Readonly<{ file: string; tables: readonly GrowthTable[] }>

export type Batch = Readonly<{
  t: 'batch'
  items: Incoming[]
  refusals: Refusal[]
  growthTables: GrowthFile[]
  /** Since the last batch. */
  files: number
  notFhir: string[]
  progress: Readonly<{
    /** How much of all files has been read, 0 to 1. */
    part: number
    file: string
    /** Resources that wait for the second look. */
    later: number
    phase: 'reading' | 'second-look'
  }>
}>

export type FromWorker =
  | Batch
  | Readonly<{ t: 'find-patient'; request: number; system: string | null; value: string }>
  | Readonly<{ t: 'end' }>

export type ToWorker =
  /** A batch has been stored: one more may be sent. */
  Readonly<{ t: 'more' }> | Readonly<{ t: 'patient'; request: number; id: string | null }>

/** So many batches may be under way: one being stored, one waiting, one being made. */
export const batchesAhead = 3
