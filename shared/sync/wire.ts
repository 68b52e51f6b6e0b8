/**
 * What a workstation and the cloud say to each other (docs/sync.md, "On the wire"). Either may be newer than the other: what one
 * says more than the other knows is passed over, so none of these shapes is strict.
 */
import { z } from 'zod'
import { Op } from '../kernel/op.ts'
import { NumberBlock } from './enrol.ts'

/** Forms of this talk that this version speaks, the latest first. */
export const protocols: readonly number[] = [1]
/** The version of the records' shapes; grows when a shape does. */
export const schemaVersion = 6
/** The header in which a workstation says it with every request. */
export const schemaHeader = 'x-holdfast-schema'

/** What a cloud speaks and takes. Shapes are added to; where more than that is done to them, `minPull` is raised to what can read it. */
export type Versions = Readonly<{
  protocols: readonly number[]
  schema: number
  /** The oldest schema whose ops are taken: that of 24 months ago. */
  minPush: number
  /** The oldest schema that reads what is written now. Below it a workstation sends its own work and reads nothing. */
  minPull: number
}>
export const presentVersions: Versions = { protocols, schema: schemaVersion, minPush: 1, minPull: 1 }

export const pushOps = 64
export const pushDecided = 1000
export const pushBytes = 512 * 1024
export const pullRows = 1000

/** A point of the practice's log: every line up to `seq` has been seen, and `h` proves which lines they were. */
export const Cursor = z.strictObject({
  epoch: z.uuid(),
  seq: z.int().min(0),
  /** The chain's hash at `seq`: 32 hex digits. */
  h: z.string().regex(/^[0-9a-f]{32}$/),
})
export type Cursor = z.output<typeof Cursor>

export const cursorText = ({ epoch, seq, h }: Cursor): string => `${epoch}.${seq}.${h}`

/** Null for what is no cursor. */
export function readCursor(text: string): Cursor | null {
  const [epoch, seq, h] = text.split('.')
  const parsed = Cursor.safeParse({ epoch, seq: /^\d{1,15}$/.test(seq ?? '') ? Number(seq) : null, h })
  return parsed.success ? parsed.data : null
}

export const statuses = ['applied', 'merged', 'conflict', 'addendum', 'held', 'rejected'] as const
export const NoticeLine = z.object({
  code: z.enum(['overwrote', 'overtaken', 'merged', 'conflict']),
  type: z.string(),
  id: z.string(),
  field: z.string().nullable(),
  value: z.unknown().optional(),
})

/** An op as it is sent: its text is sent as it was hashed, so that both sides hash the same bytes. */
export const SentOp = z.object({ dseq: z.int().min(1), text: z.string(), sha: z.string().length(64) })
export type SentOp = z.output<typeof SentOp>
export const opOf = (sent: SentOp): Op => Op.parse(JSON.parse(sent.text))

export const Hello = z.object({
  device: z.uuid(),
  incarnation: z.int().min(1),
  app: z.string().max(40),
  schema: z.int(),
  /** The schema that what is here was read as; null where it does not say. */
  readAs: z.int().nullable().default(null),
  protocols: z.array(z.int()).max(20),
  cursor: Cursor.nullable(),
  /** The highest point any snapshot or chart was taken at. */
  asOf: Cursor.nullable(),
  nextDseq: z.int().min(1),
  pending: z.object({ ops: z.int(), oldest: z.string().nullable() }),
  /** This workstation's clock, ms since 1970. */
  wall: z.number(),
  /** How many record numbers it may still give out by itself; null where it does not say. */
  numbersLeft: z.int().min(0).nullable(),
})
export type Hello = z.output<typeof Hello>

export const HelloReply = z.object({
  protocol: z.int(),
  schema: z.object({
    server: z.int(),
    minPush: z.int(),
    minPull: z.int(),
    /** Types of records that have changed since the schema that the workstation's rows were read as. */
    refetchTypes: z.array(z.string()).default([]),
  }),
  epoch: z.uuid(),
  head: z.int(),
  /** Where the cloud was restored to, if the cursor is of another history: everything above it is sent again. */
  epochChanged: z.object({ restoreSeq: z.int() }).nullable(),
  /** The incarnation that was asked about; null where a cloud does not say. */
  incarnation: z.int().nullable().default(null),
  /** The highest number of this workstation's ops the cloud has seen in this incarnation. */
  deviceLastDseq: z.int(),
  serverTime: z.number(),
  /** A block of record numbers, for a workstation that has few left. */
  numbers: NumberBlock.nullable(),
  /** After an outage everybody comes back at once: wait a random part of this. */
  resumeAfterMs: z.int(),
})
export type HelloReply = z.output<typeof HelloReply>

export const Push = z.object({
  device: z.uuid(),
  incarnation: z.int().min(1),
  cursor: Cursor.nullable(),
  /** The highest point any snapshot or chart was taken at, where that is beyond the cursor. */
  asOf: Cursor.nullable(),
  ops: z.array(SentOp).max(pushOps),
  /** What these build on that was answered as decided, and whose line has not been read: a history that lacks it has lost it. */
  decided: z.array(z.uuid()).max(pushDecided).optional(),
})
export type Push = z.output<typeof Push>

export const PushResult = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('decided'),
    op: z.uuid(),
    status: z.enum(statuses),
    reason: z.string().nullable(),
    ackSeq: z.int(),
    notices: z.array(NoticeLine),
  }),
  /** The same id with other bytes: both are kept, and a person looks. `unreadableOp` where no id can be read of what was sent. */
  z.object({ kind: z.literal('mismatch'), op: z.uuid() }),
  /** A number was left out before this op; nothing after it was looked at. */
  z.object({ kind: z.literal('gap'), expected: z.int() }),
  /** The number was used for another op: this workstation is a copy or was restored. */
  z.object({ kind: z.literal('fork'), last: z.int() }),
])
export type PushResult = z.output<typeof PushResult>
export const unreadableOp = '00000000-0000-0000-0000-000000000000'
export const PushReply = z.object({ results: z.array(PushResult), head: z.int() })
export type PushReply = z.output<typeof PushReply>

/** Lines of the log. `tx`: all lines of one transaction have the number of its first; `end` marks its last. */
const lineBase = { s: z.int().min(1), tx: z.int().min(1), end: z.literal(1).optional() }
export const RowLine = z.object({
  ...lineBase,
  t: z.string(),
  id: z.string(),
  v: z.int().min(1),
  /** Whose chart it belongs to. */
  p: z.string().nullable(),
  /** The op that made it. */
  o: z.string(),
  /** Null where the row is gone. */
  r: z.record(z.string(), z.unknown()).nullable(),
  sv: z.int(),
})
export const OpLine = z.object({
  ...lineBase,
  o: z.uuid(),
  st: z.enum(statuses),
  why: z.string().nullable(),
  dev: z.uuid(),
  n: z.array(NoticeLine),
})
/** A line that this workstation may not read keeps its place in the count and the chain. */
export const RedactedLine = z.object({ ...lineBase, x: z.literal(1), lh: z.string().length(64) })
export const LogLine = z.union([RowLine, OpLine, RedactedLine])
export type RowLine = z.output<typeof RowLine>
export type OpLine = z.output<typeof OpLine>
export type LogLine = z.output<typeof LogLine>

/** A page of the log: its lines as the bytes that were hashed. */
export const Page = z.object({
  from: Cursor,
  to: Cursor,
  head: z.int(),
  lines: z.array(z.string()),
  /** Of a range that was compacted: the hashes of the lines that are left out, in their order, so that the chain can be followed. */
  left: z.array(z.string().length(64)).optional(),
})
export type Page = z.output<typeof Page>

/** Every live row of one type, some at a time, as of one point of the log: for a workstation that was updated. */
export const RowsPage = z.object({
  asOf: Cursor,
  rows: z.array(
    z.object({
      id: z.string(),
      v: z.int().min(1),
      r: z.record(z.string(), z.unknown()),
    }),
  ),
  more: z.boolean(),
})
export type RowsPage = z.output<typeof RowsPage>
export const rowsAtOnce = 500

/** Why the cloud gives no page, takes no op, or does not speak at all with a version as old as this. */
export const PullRefusal = z.object({
  refused: z.enum(['epoch-changed', 'cursor-expired', 'stale-replica', 'upgrade']),
  epoch: z.uuid().nullable(),
  restoreSeq: z.int().nullable(),
})
export type PullRefusal = z.output<typeof PullRefusal>
