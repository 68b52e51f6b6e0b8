/** The practice's cloud: the production answers over a model of its database, with backups, restores and sudden death. */
import { createHash } from 'node:crypto'
import { zstdCompressSync } from 'node:zlib'
import type { Held, Rule } from '../../shared/kernel/decide.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { Manifest } from '../../shared/sync/hydrate.ts'
import type { Window } from '../../shared/sync/charts.ts'
import {
  cursorText,
  presentVersions,
  type Cursor,
  type Hello,
  type HelloReply,
  type Page,
  type PullRefusal,
  type Push,
  type PushReply,
  type RowsPage,
} from '../../shared/sync/wire.ts'
import { chainStart } from '../../shared/sync/log-chain.ts'
import { readLog } from '../../src-cloud/executor/read-log.ts'
import { rowKey, type ChartRows, type Practices } from '../../src-cloud/executor/practice-tx.ts'
import { refuseActor } from '../../src-cloud/access/refuse-actor.ts'
import { SyncAnswers } from '../../src-cloud/sync/answer-workstation.ts'
import { lineOf } from '../../src-cloud/sync/row-line.ts'
import { correctHlc } from '../../src-cloud/sync/correct-hlc.ts'
import {
  chartOf,
  CloudKilled,
  copyState,
  emptyState,
  ModelPractices,
  type PracticeState,
} from './model-practices.ts'
import { checkCommit } from './check-commit.ts'
import { keptOlder } from './old-log.ts'
import type { Random } from './random.ts'
import { snapshotOf } from './snapshot.ts'
import { converted, presentVersion } from './versions.ts'
import type { World } from './world.ts'

/** What the cloud takes for no problem: a stricter shape than the workstation's, as after an update of the cloud alone. */
export const unwanted = 'unwanted'
const strictRow = problems.row.extend({
  note: problems.row.shape.note.refine((note) => !note.includes(unwanted)),
})
export const poisonKind = 'sim.poison@1'
const refusing: Rule = () => ({ refuse: 'sim.poison' })

export const cloudRecordOf = (type: string): RecordType | undefined => {
  const record = presentVersion.of(type)
  return record && type === 'problem' ? { ...record, row: strictRow } : record
}

const practice = 'practice'

export type AskedPage = Readonly<{ cursor: Cursor; asOf: Cursor | null }>
export type AskedChart = Readonly<{ patient: string; minSeq: number; seen: Cursor }>

export class Cloud {
  readonly #world: World
  readonly practices: ModelPractices
  readonly #answers: SyncAnswers
  readonly #backups: PracticeState[] = []
  /** What the cloud knows of each workstation's clock. */
  readonly #offsets = new Map<string, number>()
  down = false
  /** Dies before this many more steps of its transactions; 0 for not. */
  dieIn = 0

  constructor(world: World) {
    this.#world = world
    this.practices = new ModelPractices(
      emptyState(world.ids.uuid()),
      () => this.#mayDie(),
      (what) => checkCommit(world, what),
    )
    this.#answers = new SyncAnswers({
      practices: this.practices,
      records: presentVersion.all,
      versions: { ...presentVersions, schema: presentVersion.schema, minPull: world.minPull },
      nowMs: () => world.now,
      newEpoch: () => Promise.resolve(this.#newEpoch('a fork was found')),
      executing: {
        sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
        recordOf: cloudRecordOf,
        ruleOf: (kind) => (kind === poisonKind ? refusing : undefined),
        upConvert: converted,
        // each workstation of a run begins with a user of its own
        refuseActor: (op, asking) => refuseActor(op, { ...asking, begun: false }),
        correctHlc: (hlc, device) => correctHlc(hlc, this.#offsets.get(device) ?? 0),
        now: () => new Date(world.now).toISOString(),
      },
    })
  }

  get state(): PracticeState {
    return this.practices.state
  }

  hello(hello: Hello): Promise<HelloReply | PullRefusal> {
    this.#offsets.set(hello.device, this.#world.now - hello.wall)
    return this.#answers.hello(practice, hello)
  }

  async push(push: Push, schema: number): Promise<PushReply | PullRefusal> {
    const some = { ...push, ops: push.ops.slice(0, this.#world.plan.pushOps) }
    const answer = await this.#answers.push(practice, some, schema)
    if ('results' in answer)
      for (const result of answer.results)
        if ('op' in result) this.#world.lookedAtIn.set(result.op, this.state.head.epoch)
    return answer
  }

  async pull({ cursor, asOf }: AskedPage, schema: number): Promise<Page | PullRefusal> {
    const { plan, minPull } = this.#world
    // a replica is of the cloud's version too
    const lagging = schema >= minPull && this.#world.mishap('staleReplica')
    const page = lagging
      ? await this.#fromReplica(cursor)
      : await this.#answers.pull(practice, cursor, { limit: plan.pageLines, schema, asOf })
    if ('lines' in page && schema < minPull)
      this.#world.violated(23, `one of schema ${schema} was let read what takes ${minPull}`)
    return page
  }

  rows({ type, after }: Readonly<{ type: string; after: string | null }>): Promise<RowsPage> {
    return this.#answers.rows(practice, type, after)
  }

  /** A snapshot is made anew whenever the log has gone on: one that is being taken in may go at any time. */
  async hydrate(): Promise<Manifest> {
    const { state } = this
    if (
      state.snapshot?.manifest.asOf.h === state.head.h &&
      state.snapshot.manifest.asOf.epoch === state.head.epoch
    )
      return state.snapshot.manifest
    this.#mayDie()
    this.#world.count('snapshots')
    const snapshot = snapshotOf(this.#world.ids.uuid(), state, this.#world.now)
    this.practices.state = { ...this.practices.state, snapshot }
    return Promise.resolve(snapshot.manifest)
  }

  segment({ snapshot, n }: Readonly<{ snapshot: string; n: number }>): Promise<string | null> {
    const { state } = this
    const there =
      state.snapshot?.manifest.snapshot === snapshot &&
      state.snapshot.manifest.asOf.epoch === state.head.epoch
    return Promise.resolve((there ? state.snapshot?.segments[n] : null) ?? null)
  }

  /** A chart as the cloud sends it, in base64. A copy of the database that lags has it as of an earlier point. */
  async chart({ patient, seen, minSeq }: AskedChart, schema: number): Promise<string | PullRefusal> {
    const { minPull } = this.#world
    const answer =
      schema >= minPull && this.#world.mishap('staleReplica')
        ? this.#chartOfReplica(patient)
        : await this.#answers.chart(practice, patient, { seen, minSeq, schema })
    if ('refused' in answer) return answer
    if (schema < minPull)
      this.#world.violated(23, `one of schema ${schema} was given a chart that takes ${minPull}`)
    const { head, rows } = answer
    const first = JSON.stringify({ patient, asOf: cursorText(head), rows: rows.length })
    return zstdCompressSync(`${first}\n${rows.map(lineOf).join('')}`).toString('base64')
  }

  activeCharts(window: Window): Promise<readonly string[]> {
    return this.practices.activeCharts(practice, window)
  }

  #chartOfReplica(patient: string): ChartRows {
    const { head, log } = this.state
    const { seq, h } = this.#lagging()
    const rows = new Map<string, Held>()
    for (const { type, id, line } of log.slice(0, seq)) {
      const { v, r } = JSON.parse(line) as { v: number; r: Held['row'] }
      if (type !== 'op') rows.set(rowKey({ type, id }), { version: v, row: r } as Held)
    }
    return { head: { ...head, seq, h }, rows: chartOf(rows, patient) }
  }

  /** An earlier end of the log. */
  #lagging(): Readonly<{ seq: number; h: string }> {
    const { head, log } = this.state
    // what lags has not yet moved what is young
    let seq = Math.max(this.state.segments.at(-1)?.to ?? 0, head.seq - this.#world.mishaps.below(40))
    while (seq > 0 && seq < head.seq && log[seq - 1]?.tx === log[seq]?.tx) seq -= 1
    return { seq, h: log[seq - 1]?.h ?? chainStart }
  }

  /** A copy of the database that lags: only the primary may say that a history is another one. */
  #fromReplica(cursor: Cursor): Promise<Page | PullRefusal> {
    const { head, log } = this.state
    const { seq, h } = this.#lagging()
    const known = cursor.seq === 0 ? chainStart : log[cursor.seq - 1]?.h
    if (cursor.epoch !== head.epoch || cursor.seq > seq || known !== cursor.h)
      return Promise.resolve({ refused: 'stale-replica', epoch: null, restoreSeq: null })
    const { practices } = this
    const lagging: Practices = {
      head: () => Promise.resolve({ ...head, seq, h }),
      hashAt: (...asked) => practices.hashAt(...asked),
      oldest: () => practices.oldest(),
      lines: (...asked) => practices.lines(...asked),
      chart: (...asked) => practices.chart(...asked),
      activeCharts: (...asked) => practices.activeCharts(...asked),
      liveRows: (of, type, after) => practices.liveRows(of, type, after),
      transaction: (...asked) => practices.transaction(...asked),
    }
    return readLog(lagging, practice, cursor, this.#world.plan.pageLines)
  }

  backUp(): void {
    this.#backups.push(copyState(this.state))
    this.#world.tell(`cloud: backed up at line ${this.state.head.seq}`)
  }

  /** Back to a backup; `announced` with the step that gives a new epoch. */
  restore(announced: boolean): void {
    const world = this.#world
    if (this.#backups.length === 0) return
    const backup = world.mishaps.pick(this.#backups)
    world.tell(
      `cloud: restored from line ${this.state.head.seq} to ${backup.head.seq}${announced ? '' : ', and nobody said so'}`,
    )
    this.practices.state = copyState(backup)
    if (announced) this.#newEpoch('restored')
    world.count('restores of the cloud')
    accountForLoss(world)
  }

  /** A part of the log grows old: it goes into segments, older ones are compacted, and with `expires` the oldest go. */
  keepLog(random: Random, expires: boolean): void {
    const kept = keptOlder(this.state, random, expires)
    this.practices.state = { ...this.state, ...kept }
    this.#world.tell(
      `cloud: lines ${kept.oldest + 1} to ${kept.segments.at(-1)?.to ?? kept.oldest} are in ${kept.segments.length} segments`,
    )
    this.#world.count(expires ? 'expiries' : 'compactions')
    if (expires) accountForExpiry(this.#world)
  }

  #newEpoch(why: string): string {
    const epoch = this.#world.ids.uuid()
    this.practices.state = { ...this.state, head: { ...this.state.head, epoch } }
    this.#world.tell(`cloud: a new epoch (${why})`)
    return epoch
  }

  #mayDie(): void {
    if (this.dieIn === 0) return
    this.dieIn -= 1
    if (this.dieIn > 0) return
    this.#world.tell('cloud: killed inside a transaction')
    this.down = true
    this.#world.at(2000, () => (this.down = false))
    throw new CloudKilled()
  }
}

/**
 * What a workstation had been acknowledged and that was away for longer than the log is kept, and that the cloud lost in
 * a restore nobody noticed in all that time: an archive reaches back for 35 days, the log for 400.
 */
function accountForExpiry(world: World): void {
  const { results, oldest, head } = world.cloud.state
  for (const issued of world.issued.values()) {
    if (issued.gone || results.has(issued.op.op)) continue
    const keeping = world.stations.filter((station) => station.keeps(issued.op.op))
    if (keeping.every((station) => station.isBehind(head.epoch, oldest) && station.hasArchived(issued.op.op)))
      issued.gone = true
  }
}

/** After a restore: what neither the cloud nor any workstation has any more cannot be asked for. */
export function accountForLoss(world: World): void {
  for (const issued of world.issued.values()) {
    if (issued.gone || world.cloud.state.results.has(issued.op.op)) continue
    if (!world.stations.some((station) => station.keeps(issued.op.op))) issued.gone = true
  }
}
