/** What the executor needs of a database: one transaction that holds the practice's head. */
import type { Held, Status } from '../../shared/kernel/decide.ts'
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
  readonly head: Head
  /** The highest number seen of a workstation's ops in one incarnation; 0 where none was. */
  lastDseq(device: string, incarnation: number): Promise<number>
  setLastDseq(device: string, incarnation: number, dseq: number): Promise<void>
  results(ops: readonly string[]): Promise<ReadonlyMap<string, StoredResult>>
  saveResult(op: string, device: string, stored: StoredResult, at: string): Promise<void>
  rows(keys: readonly RowKey[]): Promise<ReadonlyMap<string, Held>>
  /** `op` made this version. */
  saveRow(key: RowKey, held: Held, patient: string | null, op: string): Promise<void>
  append(entries: readonly LogEntry[]): Promise<void>
  quarantine(op: string, reason: string, text: string, at: string): Promise<void>
  setHead(head: Head): Promise<void>
}

/** Where practices are kept: PostgreSQL, or a model of it. */
export interface Practices {
  /** Rolls back what `work` throws. */
  transaction<T>(practice: string, work: (tx: PracticeTx) => Promise<T>): Promise<T>
  head(practice: string): Promise<Head>
  /** The chain's hash at a number of the log; null where there is none. */
  hashAt(practice: string, seq: number): Promise<string | null>
  /** Lines with numbers in (after, to], in order; ends where a transaction does. */
  lines(
    practice: string,
    after: number,
    to: number,
  ): Promise<readonly Readonly<{ line: string; h: string }>[]>
}

export const rowKey = ({ type, id }: RowKey): string => `${type}/${id}`
export const isRefused = (status: Status): boolean => status === 'rejected' || status === 'held'
