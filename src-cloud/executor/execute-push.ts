/** Decides the ops of a push, one after the other, under the head of the practice. */
import {
  decide,
  rowsOf,
  type Deciding,
  type Held,
  type State,
  type Status,
} from '../../shared/kernel/decide.ts'
import { Op } from '../../shared/kernel/op.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { hashOfLine, nextLink, type Sha256 } from '../../shared/sync/log-chain.ts'
import {
  schemaVersion,
  unreadableOp,
  type Push,
  type PushReply,
  type PushResult,
  type SentOp,
} from '../../shared/sync/wire.ts'
import { authorOf, judgedBy } from '../access/author.ts'
import { amendmentsActedOn } from '../access/amendment-rules.ts'
import { disclosuresCorrected } from '../access/disclosure-rules.ts'
import { casesNoted } from '../access/privacy-rules.ts'
import { exportsActedOn, limitsAsked } from '../access/export-rules.ts'
import { purgesConfirmed } from '../access/retention-rules.ts'
import { receiptsGivenBack } from '../access/schedule-rules.ts'
import type { Asking } from '../access/refuse-actor.ts'
import { patientsPlaced, placesNamed, type Whereabouts } from '../access/scope-rules.ts'
import {
  isRefused,
  rowKey,
  type Decided,
  type Head,
  type LogEntry,
  type PracticeTx,
  type RowKey,
  type StoredResult,
} from './practice-tx.ts'

export type Executing = Readonly<{
  sha256: Sha256
  recordOf: Deciding['recordOf']
  ruleOf: Deciding['ruleOf']
  /** An op of an earlier version of its command, as the present one would have made it. */
  upConvert(op: Op): Op
  /** Why this author's op may not be carried out, or null. Asked with the rows as they are. */
  refuseActor(op: Op, asking: Asking): string | null
  /** The op's hybrid clock, corrected by the offset of the workstation's. */
  correctHlc(hlc: string, device: string): string
  now(): string
}>

/** One push in one transaction: what is refused is refused alone, and the ops after it go on. */
export async function executePush(tx: PracticeTx, push: Push, executing: Executing): Promise<PushReply> {
  const ops = push.ops.map((sent) => ({ sent, op: read(sent) }))
  const readable = ops.flatMap(({ op }) => op ?? [])
  const keys = distinct(readable.flatMap(lookedAt))
  const { decided = [] } = push
  // all that is to be looked up, asked at once: a question for each op would take as long as what is written
  const [known, last, rows] = await Promise.all([
    tx.results([...readable.flatMap(({ op, deps }) => [op, ...deps]), ...decided]),
    tx.lastDseq(push.device, push.incarnation),
    tx.rows(keys),
  ])
  // lost by this history: what builds on it comes after it, numbered anew
  if (decided.some((op) => !known.has(op)))
    return { results: [{ kind: 'gap', expected: last + 1 }], head: tx.head.seq }
  const run = new PushRun(tx, push, executing, new Map(known))
  run.found(keys, rows)
  // asked where there is something to ask: most people have no level of the practice's own, and no right that ends
  await run.lookUp(readable.flatMap(({ actor }) => judgedBy(rows.get(userKey(actor)), tx.practice)))
  return run.run(ops, last)
}

/** The rows an op is decided by: those it changes, what it writes to or confirms, and its author's. */
const lookedAt = (op: Op): RowKey[] => [
  ...rowsOf(op),
  ...casesNoted(op),
  ...amendmentsActedOn(op),
  ...disclosuresCorrected(op),
  ...purgesConfirmed(op),
  ...exportsActedOn(op),
  ...receiptsGivenBack(op),
  { type: 'user', id: op.actor },
]

const userKey = (id: string): string => rowKey({ type: 'user', id })

const distinct = (keys: readonly RowKey[]): RowKey[] => [
  ...new Map(keys.map((key) => [rowKey(key), key])).values(),
]

function read(sent: SentOp): Op | null {
  try {
    const parsed = Op.safeParse(JSON.parse(sent.text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

class PushRun {
  readonly #tx: PracticeTx
  readonly #push: Push
  readonly #executing: Executing
  readonly #known: Map<string, StoredResult>
  /** Rows as this transaction has made them so far. */
  readonly #rows = new Map<string, Held | undefined>()
  readonly #state: State = { get: (type, id) => this.#rows.get(rowKey({ type, id })) }
  readonly #entries: LogEntry[] = []
  #head: Head

  constructor(tx: PracticeTx, push: Push, executing: Executing, known: Map<string, StoredResult>) {
    this.#tx = tx
    this.#push = push
    this.#executing = executing
    this.#known = known
    this.#head = tx.head
  }

  /** Rows that were asked for, and what there is of them. */
  found(asked: readonly RowKey[], rows: ReadonlyMap<string, Held>): void {
    for (const key of asked) this.#rows.set(rowKey(key), rows.get(rowKey(key)))
  }

  async run(ops: readonly Readonly<{ sent: SentOp; op: Op | null }>[], last: number): Promise<PushReply> {
    const results: PushResult[] = []
    let dseq = last
    for (const { sent, op } of ops) {
      const result = await this.#one(sent, op, dseq)
      results.push(result)
      if (result.kind === 'gap' || result.kind === 'fork') break
      dseq = Math.max(dseq, sent.dseq)
    }
    if (dseq !== last) await this.#tx.setLastDseq(this.#push.device, this.#push.incarnation, dseq)
    if (this.#entries.length > 0) {
      await this.#tx.append(this.#entries)
      await this.#tx.setHead(this.#head)
    }
    return { results, head: this.#head.seq }
  }

  async #one(sent: SentOp, op: Op | null, last: number): Promise<PushResult> {
    const stored = op && this.#known.get(op.op)
    // refused, and sent once more under a new number: what stood in its way may be gone. A repeat has its old number
    const retried = stored && isRefused(stored.result.status) && stored.sha === sent.sha && sent.dseq > last
    if (op && stored && !retried) return this.#again(op, sent, stored)
    if (sent.dseq <= last) return { kind: 'fork', last }
    if (sent.dseq > last + 1) return { kind: 'gap', expected: last + 1 }
    return op ? this.#decide(op, sent) : { kind: 'mismatch', op: unreadableOp }
  }

  /** Known already: the same answer; and if the workstation has not read its line, the line once more. */
  async #again(op: Op, sent: SentOp, { sha, result }: StoredResult): Promise<PushResult> {
    if (sha !== sent.sha) {
      await this.#tx.quarantine(op.op, 'op.mismatch', sent.text, this.#executing.now())
      return { kind: 'mismatch', op: op.op }
    }
    const { cursor } = this.#push
    if (cursor && cursor.epoch === this.#tx.head.epoch && result.ackSeq <= cursor.seq) {
      const seq = this.#logOp(op.op, result, this.#head.seq + 1)
      return { ...result, ackSeq: seq }
    }
    return result
  }

  async #decide(asSent: Op, sent: SentOp): Promise<PushResult> {
    const { sha256, refuseActor, correctHlc, recordOf, ruleOf, upConvert, now } = this.#executing
    const op = upConvert(asSent)
    await this.lookUp(lookedAt(op))
    const why = sha256(sent.text) === sent.sha ? refuseActor(op, await this.#asking(op, now())) : 'op.damaged'
    const decision = why
      ? ({ status: 'rejected', reason: why, writes: [], notices: [] } as const)
      : decide(op, this.#state, {
          recordOf,
          ruleOf,
          device: this.#push.device,
          hlc: correctHlc(op.hlc, this.#push.device),
          outcomes: this.#outcomes(op),
        })
    const { status, reason, writes, notices } = decision
    const from = this.#head.seq + 1
    for (const { type, id, held } of writes) {
      const record = recordOf(type)
      const patient = record ? patientOf(record, id, held, this.#rows.get(rowKey({ type, id }))) : null
      this.#rows.set(rowKey({ type, id }), held)
      await this.#tx.saveRow({ type, id }, held, patient, op.op)
      this.#log(type, id, patient, op.op, from, {
        t: type,
        id,
        v: held.version,
        p: patient,
        o: op.op,
        r: held.row,
        sv: schemaVersion,
      })
    }
    const result: Decided = {
      kind: 'decided',
      op: op.op,
      status,
      reason,
      ackSeq: this.#head.seq + 1,
      notices: [...notices],
    }
    this.#logOp(op.op, result, from)
    if (isRefused(status)) await this.#tx.quarantine(op.op, reason ?? status, sent.text, now())
    const stored = { sha: sent.sha, result }
    this.#known.set(op.op, stored)
    await this.#tx.saveResult(op.op, this.#push.device, stored, now())
    return result
  }

  #outcomes(op: Op): ReadonlyMap<string, Status> {
    return new Map(
      op.deps.flatMap((dep): [string, Status][] => {
        const known = this.#known.get(dep)
        return known ? [[dep, known.result.status]] : []
      }),
    )
  }

  async #asking(op: Op, now: string): Promise<Asking> {
    const user = this.#rows.get(userKey(op.actor))
    await this.lookUp([...judgedBy(user, this.#tx.practice), ...limitsAsked(op, this.#tx.practice)])
    const begun = user !== undefined || this.#madePeople() || (await this.#tx.hasPeople())
    const { practice } = this.#tx
    return { ...this.#state, practice, begun, now, seen: await this.#seen(op, user, now) }
  }

  /** Asked for of whoever changes where a patient belongs and reaches some locations only: of few. */
  async #seen(op: Op, user: Held | undefined, now: string): Promise<Whereabouts> {
    const patients = patientsPlaced(op, this.#state)
    const scope =
      user && patients.length > 0 ? authorOf(user, this.#tx.practice, now, this.#state).scope : null
    if (scope === null) return new Map()
    const seen = await this.#tx.whereabouts(patients)
    await this.lookUp(placesNamed(patients, seen, scope, this.#state))
    return seen
  }

  #madePeople(): boolean {
    return [...this.#rows].some(([key, held]) => held !== undefined && key.startsWith(userKey('')))
  }

  /** What is asked for beside what the ops said when they were sent. */
  async lookUp(keys: readonly RowKey[]): Promise<void> {
    const missing = distinct(keys).filter((key) => !this.#rows.has(rowKey(key)))
    if (missing.length > 0) this.found(missing, await this.#tx.rows(missing))
  }

  #logOp(op: string, { status, reason, notices }: Decided, tx: number): number {
    return this.#log('op', op, null, op, tx, {
      o: op,
      st: status,
      why: reason,
      dev: this.#push.device,
      n: notices,
      end: 1,
    })
  }

  #log(
    type: string,
    id: string,
    patient: string | null,
    op: string,
    tx: number,
    rest: Record<string, unknown>,
  ): number {
    const { sha256 } = this.#executing
    const seq = this.#head.seq + 1
    const line = JSON.stringify({ s: seq, tx, ...rest })
    const h = nextLink(sha256, this.#head.h, hashOfLine(sha256, line))
    this.#entries.push({ seq, tx, type, id, patient, op, line, h })
    this.#head = { epoch: this.#head.epoch, seq, h }
    return seq
  }
}

function patientOf(record: RecordType, id: string, held: Held, before: Held | undefined): string | null {
  if (record.patient === null) return null
  if (record.patient === 'id') return id
  const value = (held.row ?? before?.row)?.[record.patient]
  return typeof value === 'string' ? value : null
}
