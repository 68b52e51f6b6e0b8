/** The sending side of the outbox: what goes next, and what the cloud answered. Each act is one transaction. */
import {
  pushBytes,
  pushDecided,
  pushOps,
  unreadableOp,
  type PushReply,
  type PushResult,
  type SentOp,
} from '../../shared/sync/wire.ts'
import { noteSetBack } from './outage-log.ts'
import { unpack } from './packing.ts'
import type { Store } from './store.ts'

type Queued = { op: string; dseq: number; body: Uint8Array; sha: Uint8Array }
export type Batch = readonly (SentOp & Readonly<{ op: string }>)[]

/** The next ops in the order they were made, as many as one push may carry; at least one, however large. */
export function nextBatch(store: Store): Batch {
  const waiting = store
    .prepare<[], Queued>(
      // a number that is bound here would have SQLite plan anew each time
      `SELECT op, dseq, body, sha FROM outbox WHERE state = 'queued' ORDER BY localSeq LIMIT ${pushOps}`,
    )
    .all()
  const batch: (SentOp & { op: string })[] = []
  let bytes = 0
  for (const { op, dseq, body, sha } of waiting) {
    const text = unpack(body)
    bytes += Buffer.byteLength(text)
    if (batch.length > 0 && bytes > pushBytes) break
    batch.push({ op, dseq, text, sha: Buffer.from(sha).toString('hex') })
  }
  return batch
}

/** What the batch builds on that the cloud said it had decided, and whose line has not been read. */
export const decidedBefore = (store: Store, batch: Batch): readonly string[] =>
  store
    .prepare<[string], { op: string }>(
      `SELECT DISTINCT before.op FROM outbox sent, json_each(sent.deps) dep JOIN outbox before ON before.op = dep.value
       WHERE before.state = 'acked' AND sent.op IN (SELECT value FROM json_each(?)) LIMIT ${pushDecided}`,
    )
    .all(JSON.stringify(batch.map(({ op }) => op)))
    .map(({ op }) => op)

/** Whether anything waits to be sent. */
export const isWaiting = (store: Store): boolean =>
  store.prepare(`SELECT 1 FROM outbox WHERE state = 'queued' LIMIT 1`).get() !== undefined

export type Pushed = 'all' | 'gap' | 'fork'

/**
 * Notes which ops the cloud has decided (T2). Nothing leaves the outbox here: an op goes when its own line has been
 * read from the log, because an answer can be lost and a line cannot. `gap`, `fork`: the cloud misses numbers of this
 * workstation, or knows some of them for other ops. An answer about other ops than were sent says nothing of these: the
 * cloud may not have them, and what builds on them would come before them.
 */
export function notePushed(store: Store, batch: Batch, reply: PushReply): Pushed {
  if (!reply.results.every((result, index) => isAbout(result, batch[index]))) return 'all'
  let answer: Pushed = 'all'
  store.db
    .transaction(() => {
      const acked = store.prepare(
        `UPDATE outbox SET state = 'acked', status = ?, ackSeq = ?, attempts = attempts + 1
         WHERE op = ? AND state = 'queued' AND ? > ?`,
      )
      const seen = store.sync.number('seq', 0)
      reply.results.forEach((result, index) => {
        const sent = batch[index]
        if (!sent) return
        if (result.kind === 'gap' || result.kind === 'fork') answer = result.kind
        else if (result.kind === 'decided')
          // a line that has been passed already is not waited for
          acked.run(result.status, result.ackSeq, sent.op, result.ackSeq, seen)
        else mismatched(store, sent.op)
      })
    })
    .immediate()
  return answer
}

/** What the cloud could not read it calls by no name, and numbers are of no op. */
const isAbout = (result: PushResult, sent: Batch[number] | undefined): boolean =>
  !('op' in result) || result.op === unreadableOp || result.op === sent?.op

/**
 * The log has been read to its end, `head`: an op that was acknowledged beyond it was lost by the cloud, and is sent once
 * more. True where there was one.
 */
export function sendAgainBeyond(store: Store, head: number): boolean {
  return (
    store
      .prepare(`UPDATE outbox SET state = 'queued', ackSeq = NULL WHERE state = 'acked' AND ackSeq > ?`)
      .run(head).changes > 0
  )
}

/** The lines up to `seq` have been passed, and those of the ops that are acknowledged there were not among them. */
export function sendAgainUpTo(store: Store, seq: number): void {
  store
    .prepare(`UPDATE outbox SET state = 'queued', ackSeq = NULL WHERE state = 'acked' AND ackSeq <= ?`)
    .run(seq)
}

/**
 * Lines were passed that nobody has read: what had been refused before may have been taken since, where a copy of this
 * workstation sent it again. It is sent once more, and the answer of now says. For use inside a transaction.
 */
export function sendRefusedAgain(store: Store): void {
  const { changes } = store
    .prepare(
      `UPDATE outbox SET state = 'queued', status = NULL, ackSeq = NULL WHERE state IN ('rejected', 'held')`,
    )
    .run()
  if (changes > 0) renumberInside(store)
}

/** The cloud has another op of this id: both are kept, and a person looks. */
function mismatched(store: Store, op: string): void {
  store
    .prepare(
      `UPDATE outbox SET state = 'rejected', status = 'rejected', lastError = 'op.mismatch' WHERE op = ?`,
    )
    .run(op)
  store
    .prepare(
      `INSERT INTO attention (op, reason, body, state, madeAt)
       SELECT op, 'op.mismatch', body, 'open', madeAt FROM outbox WHERE op = ?
       ON CONFLICT (op) DO UPDATE SET state = 'open', reason = excluded.reason, madeAt = excluded.madeAt`,
    )
    .run(op)
}

/**
 * Gives the ops whose line has not been read new numbers under a new incarnation, in the order they were made. Safe, because an op is known
 * by its id and never by its number.
 */
export function renumber(store: Store): void {
  store.db.transaction(() => renumberInside(store)).immediate()
}

/** Numbers anew, and writes down why: the cloud knows numbers this workstation has yet to give, or gave to other ops. */
export function renumberSetBack(store: Store, at: string): void {
  store.db
    .transaction(() => {
      renumberInside(store)
      noteSetBack(store, at, 'set-back')
    })
    .immediate()
}

export function renumberInside(store: Store): void {
  // where the numbers do not agree, the cloud may have lost what it acknowledged: an op that builds on it must not come first
  store.prepare(`UPDATE outbox SET state = 'queued', ackSeq = NULL WHERE state = 'acked'`).run()
  const incarnation = store.sync.number('incarnation', 1) + 1
  const queued = store
    .prepare<[], { localSeq: number }>(`SELECT localSeq FROM outbox WHERE state = 'queued' ORDER BY localSeq`)
    .all()
  const give = store.prepare('UPDATE outbox SET incarnation = ?, dseq = ? WHERE localSeq = ?')
  queued.forEach(({ localSeq }, index) => give.run(incarnation, index + 1, localSeq))
  store.sync.set('incarnation', String(incarnation))
  store.sync.set('nextDseq', String(queued.length + 1))
}
