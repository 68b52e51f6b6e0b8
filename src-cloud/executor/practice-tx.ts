/** What the executor needs of a database: one transaction that holds the practice's head. */
import type { Held, Status } from '../../shared/kernel/decide.ts'
import type { Window } from '../../shared/sync/charts.ts'
import type { PushResult } from '../../shared/sync/wire.ts'

export type Head = Readonly<{ epoch: string; seq: number; h: string }>
export type Decided = Extract<PushResult, { kind: 'decided' }>
export type StoredResult = Readonly<{ sha: string; result: Decided }>
export type RowKey = Readonly<{ type: string; id: string }>

/** One line of the log with what it can be found by. */
export type LogEntry = Readonly<{
  seq: number
  tx: number
  type: string
  id: string
  patient: string | null
  op: string
  /** The exact bytes that are sent and hashed. */
  line: string
  h: string
}>

/**
 * One transaction of one practice. It begins by locking the practice's head, so that a practice has one writer and its
 * log no gap. Everything written becomes visible with the commit or not at all.
 */
export interface PracticeTx {
  readonly practice: string
  readonly head: Head
  /** The highest number seen of a workstation's ops in one incarnation; 0 where none was. */
  lastDseq(device: string, incarnation: number): Promise<number>
  setLastDseq(device: string, incarnation: number, dseq: number): Promise<void>
  results(ops: readonly string[]): Promise<ReadonlyMap<string, StoredResult>>
  saveResult(op: string, device: string, stored: StoredResult, at: string): Promise<void>
  rows(keys: readonly RowKey[]): Promise<ReadonlyMap<string, Held>>
  /** Whether anybody has ever worked in the practice, as it was when this began. */
  hasPeople(): Promise<boolean>
  /** By patient, the live visits as they are without this transaction: where somebody was seen, and by whom. */
  whereabouts(
    patients: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>>
  /** `op` made this version. */
  saveRow(key: RowKey, held: Held, patient: string | null, op: string): Promise<void>
  append(entries: readonly LogEntry[]): Promise<void>
  quarantine(op: string, reason: string, text: string, at: string): Promise<void>
  setHead(head: Head): Promise<void>
}

/** Live rows of one chart, but for those that are held of every patient, and the point of the log they are as of. */
export type ChartRows = Readonly<{
  head: Head
  /** `data`: the row as JSON text. */
  rows: readonly Readonly<{ type: string; id: string; version: number; data: string }>[]
}>

/** Where practices are kept: PostgreSQL, or a model of it. */
export interface Practices {
  /** Rolls back what `work` throws. */
  transaction<T>(practice: string, work: (tx: PracticeTx) => Promise<T>): Promise<T>
  head(practice: string): Promise<Head>
  /** The chain's hash at a number of the log, 0 for the one before its first line; null where that is not kept. */
  hashAt(practice: string, seq: number): Promise<string | null>
  /** The number before the first line that is kept: 0 where all are. */
  oldest(practice: string): Promise<number>
  /**
   * The lines after a number up to `to`, which are there; ends where a transaction does, and so a little before or after
   * `to`. What is old comes in the stretches it is kept in.
   */
  lines(practice: string, after: number, to: number): Promise<LogRange>
  /** Of one moment. A patient nobody knows has no rows. */
  chart(practice: string, patient: string): Promise<ChartRows>
  /** Whose charts were active in the window, those who were active last first. */
  activeCharts(practice: string, window: Window): Promise<readonly string[]>
  /** Live rows of a type in the order of their ids, after one of them, and the head they are as of: one moment of the practice. */
  liveRows(practice: string, type: string, after: string | null, most: number): Promise<LiveRows>
}

export type LiveRows = Readonly<{
  head: Head
  rows: readonly Readonly<{ id: string; version: number; row: Readonly<Record<string, unknown>> }>[]
  /** Whether there may be others after them. */
  more: boolean
}>

/** A stretch of the log. */
export type LogRange = Readonly<{
  /** In order, as the bytes that were hashed. */
  lines: readonly string[]
  /** Of a compacted stretch: hashes of the lines that are left out, in their order. */
  left: readonly string[]
  /** The number it ends at, and the chain's hash there. */
  to: number
  h: string
}>

export const rowKey = ({ type, id }: RowKey): string => `${type}/${id}`
export const isRefused = (status: Status): boolean => status === 'rejected' || status === 'held'
