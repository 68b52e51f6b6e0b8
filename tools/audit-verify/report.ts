/** What was proven, and of what it was not. */
import type { Mutation } from '../../shared/audit/chain.ts'

export type FaultKind =
  | Mutation
  /** Two histories of one workstation: it was copied, or set back and used. */
  | 'fork'
  /** It ends before what was signed of it earlier. */
  | 'set-back'
  /** The cloud's tree is not the one that was signed before. */
  | 'rewritten'
  /** The cloud has shown two trees of one size. */
  | 'split'
  /** The cloud says it was restored, and what was signed before does not fit. */
  | 'other-history'
  | 'other-key'
  /** Something is not signed by whom it says. */
  | 'signature'
  /** The file is not the one its statement was made for. */
  | 'statement'
  /** A checkpoint of the folder is not there, or not whole. */
  | 'missing'

export type Fault = Readonly<{
  kind: FaultKind
  /** The file it was found in. */
  file: string
  log?: Readonly<{ device: string; epoch: number }>
  /** The first entry that is not as it must be; of a tree, the first size. */
  firstBad?: number
  /** That entry, or one after it up to this. */
  upTo?: number
  text: string
}>

export type Proven = Readonly<{
  by: 'workstation' | 'cloud' | 'tree' | 'checkpoints'
  /** The last entry it says something of: all before are proven with it. */
  upTo: number
  at: string
}>

/** What a log says of the clock it is dated by. Entries of before anything was said are none of them. */
export type ClockReport = Readonly<{
  /** Entries under each state that was said. */
  synchronised: number
  unsynchronised: number
  unknown: number
  /** How often it was compared with the cloud's, and the furthest it was from it, ms; null where it never was. */
  measured: number
  furthestMs: number | null
  /** How often it was set while the workstation ran. */
  set: number
  /** Signed moments that an entry cannot be of: from before the receipt it names, or from after one that covers it, by more than a minute. */
  odd: number
  firstOdd: number | null
}>

export type LogReport = Readonly<{
  file: string
  device: string
  epoch: number
  entries: number
  first: number
  last: number
  /** By the workstation's clock: the earliest and the latest. */
  from: string
  until: string
  /** Each entry goes on from the one before. */
  holds: boolean
  firstBad: number | null
  what: FaultKind | null
  proven: readonly Proven[]
  clock: ClockReport
}>

export type TreeReport = Readonly<{
  origin: string
  size: number
  /** Checkpoints and receipts it was compared with, and how many of those were of the write-once folder or on paper. */
  compared: number
  kept: number
}>

export type Report = Readonly<{
  v: 1
  given: string
  entries: number
  logs: readonly LogReport[]
  trees: readonly TreeReport[]
  checkpoints: Readonly<{ count: number; from: string | null; until: string | null }>
  cloudKey: Readonly<{ sha256: string; given: boolean }> | null
  authority: Readonly<{ sha256: string; given: boolean }> | null
  faults: readonly Fault[]
  /** What could not be found with what was given. */
  limits: readonly string[]
}>
