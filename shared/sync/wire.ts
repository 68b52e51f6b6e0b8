/** What a workstation and the cloud say to each other (docs/sync.md, "On the wire"). */
import { z } from 'zod'
import { Op } from '../kernel/op.ts'
import { NumberBlock } from './enrol.ts'

export const protocol = 1
/** The version of the records' shapes; grows when a shape does. */
export const schemaVersion = 1

export const pushOps = 64
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
export const NoticeLine = z.strictObject({
  code: z.enum(['overwrote', 'overtaken', 'merged', 'conflict']),
  type: z.string(),
  id: z.string(),
  field: z.string().nullable(),
  value: z.unknown().optional(),
})

/** An op as it is sent: its text is sent as it was hashed, so that both sides hash the same bytes. */
export const SentOp = z.strictObject({ dseq: z.int().min(1), text: z.string(), sha: z.string().length(64) })
export type SentOp = z.output<typeof SentOp>
export const opOf = (sent: SentOp): Op => Op.parse(JSON.parse(sent.text))

export const Hello = z.strictObject({
  device: z.uuid(),
  incarnation: z.int().min(1),
  app: z.string().max(40),
  schema: z.int(),
  protocols: z.array(z.int()).max(20),
  cursor: Cursor.nullable(),
  /** The highest point any snapshot or chart was taken at. */
  asOf: Cursor.nullable(),
  nextDseq: z.int().min(1),
  pending: z.strictObject({ ops: z.int(), oldest: z.string().nullable() }),
  /** This workstation's clock, ms since 1970. */
  wall: z.number(),
  /** How many record numbers it may still give out by itself; null where it does not say. */
  numbersLeft: z.int().min(0).nullable(),
})
export type Hello = z.output<typeof Hello>

export const HelloReply = z.strictObject({
  protocol: z.int(),
  schema: z.strictObject({ server: z.int(), minPush: z.int(), minPull: z.int() }),
  epoch: z.uuid(),
  head: z.int(),
  /** Where the cloud was restored to, if the cursor is of another history: everything above it is sent again. */
  epochChanged: z.strictObject({ restoreSeq: z.int() }).nullable(),
  /** The highest number of this workstation's ops the cloud has seen in this incarnation. */
  deviceLastDseq: z.int(),
  serverTime: z.number(),
  /** A block of record numbers, for a workstation that has few left. */
  numbers: NumberBlock.nullable(),
  /** After an outage everybody comes back at once: wait a random part of this. */
  resumeAfterMs: z.int(),
})
export type HelloReply = z.output<typeof HelloReply>

export const Push = z.strictObject({
  device: z.uuid(),
  incarnation: z.int().min(1),
  cursor: Cursor.nullable(),
  ops: z.array(SentOp).max(pushOps),
})
export type Push = z.output<typeof Push>

export const PushResult = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('decided'),
    op: z.uuid(),
    status: z.enum(statuses),
    reason: z.string().nullable(),
    ackSeq: z.int(),
    notices: z.array(NoticeLine),
  }),
  /** The same id with other bytes: both are kept, and a person looks. */
  z.strictObject({ kind: z.literal('mismatch'), op: z.uuid() }),
  /** A number was left out before this op; nothing after it was looked at. */
  z.strictObject({ kind: z.literal('gap'), expected: z.int() }),
  /** The number was used for another op: this workstation is a copy or was restored. */
  z.strictObject({ kind: z.literal('fork'), last: z.int() }),
])
export type PushResult = z.output<typeof PushResult>
export const PushReply = z.strictObject({ results: z.array(PushResult), head: z.int() })
export type PushReply = z.output<typeof PushReply>

/** Lines of the log. `tx`: all lines of one transaction have the number of its first; `end` marks its last. */
const lineBase = { s: z.int().min(1), tx: z.int().min(1), end: z.literal(1).optional() }
export const RowLine = z.strictObject({
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
export const OpLine = z.strictObject({
  ...lineBase,
  o: z.uuid(),
  st: z.enum(statuses),
  why: z.string().nullable(),
  dev: z.uuid(),
  n: z.array(NoticeLine),
})
/** A line that this workstation may not read keeps its place in the count and the chain. */
export const RedactedLine = z.strictObject({ ...lineBase, x: z.literal(1), lh: z.string().length(64) })
export const LogLine = z.union([RowLine, OpLine, RedactedLine])
export type RowLine = z.output<typeof RowLine>
export type OpLine = z.output<typeof OpLine>
export type LogLine = z.output<typeof LogLine>

/** A page of the log: its lines as the bytes that were hashed. */
export const Page = z.strictObject({
  from: Cursor,
  to: Cursor,
  head: z.int(),
  lines: z.array(z.string()),
})
export type Page = z.output<typeof Page>

/** Why the cloud gives no page. */
export const PullRefusal = z.strictObject({
  refused: z.enum(['epoch-changed', 'cursor-expired', 'stale-replica', 'upgrade']),
  epoch: z.uuid().nullable(),
  restoreSeq: z.int().nullable(),
})
export type PullRefusal = z.output<typeof PullRefusal>
