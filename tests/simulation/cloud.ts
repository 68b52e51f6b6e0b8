/** The practice's cloud: the production answers over a model of its database, with backups, restores and sudden death. */
import { createHash } from 'node:crypto'
import type { Rule } from '../../shared/kernel/decide.ts'
import { defineRecord, type RecordType } from '../../shared/kernel/record.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { Manifest } from '../../shared/sync/hydrate.ts'
import type { Cursor, Hello, HelloReply, Page, PullRefusal, Push, PushReply } from '../../shared/sync/wire.ts'
import { chainStart } from '../../shared/sync/log-chain.ts'
import { readLog } from '../../src-cloud/executor/read-log.ts'
import type { Practices } from '../../src-cloud/executor/practice-tx.ts'
import { refuseActor, SyncAnswers } from '../../src-cloud/sync/answer-workstation.ts'
import { correctHlc } from '../../src-cloud/sync/correct-hlc.ts'
import { recordOfType } from '../../src-main/store/tables.ts'
import { CloudKilled, copyState, emptyState, ModelPractices, type PracticeState } from './model-practices.ts'
import { checkCommit } from './check-commit.ts'
import { snapshotOf } from './snapshot.ts'
import type { World } from './world.ts'

/** What the cloud takes for no problem: a stricter shape than the workstation's, as after an update of the cloud alone. */
export const unwanted = 'unwanted'
const strictProblems = defineRecord({
  ...problems,
  merge: problems.merge as Record<Exclude<keyof typeof problems.row.shape, 'id'>, 'clinical'>,
  safety: 'high',
  row: problems.row.extend({
    note: problems.row.shape.note.refine((note) => !note.includes(unwanted)),
  }),
})
export const poisonKind = 'sim.poison@1'
const refusing: Rule = () => ({ refuse: 'sim.poison' })

export const cloudRecordOf = (type: string): RecordType | undefined =>
  type === 'problem' ? { ...strictProblems, safety: problems.safety } : recordOfType(type)

const practice = 'practice'

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
      nowMs: () => world.now,
      newEpoch: () => Promise.resolve(this.#newEpoch('a fork was found')),
      executing: {
        sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
        recordOf: cloudRecordOf,
        ruleOf: (kind) => (kind === poisonKind ? refusing : undefined),
        refuseActor,
        correctHlc: (hlc, device) => correctHlc(hlc, this.#offsets.get(device) ?? 0),
        now: () => new Date(world.now).toISOString(),
      },
    })
  }

  get state(): PracticeState {
    return this.practices.state
  }

  hello(hello: Hello): Promise<HelloReply> {
    this.#offsets.set(hello.device, this.#world.now - hello.wall)
    return this.#answers.hello(practice, hello)
  }

  push(push: Push): Promise<PushReply | PullRefusal> {
    return this.#answers.push(practice, { ...push, ops: push.ops.slice(0, this.#world.plan.pushOps) })
  }

  pull(cursor: Cursor): Promise<Page | PullRefusal> {
    if (this.#world.mishap('staleReplica')) return this.#fromReplica(cursor)
    return this.#answers.pull(practice, cursor, this.#world.plan.pageLines)
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
    const snapshot = snapshotOf(this.#world.ids.uuid(), state)
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

  /** A copy of the database that lags: only the primary may say that a history is another one. */
  #fromReplica(cursor: Cursor): Promise<Page | PullRefusal> {
    const { head, log } = this.state
    let seq = Math.max(0, head.seq - this.#world.mishaps.below(40))
    while (seq > 0 && seq < head.seq && log[seq - 1]?.tx === log[seq]?.tx) seq -= 1
    const h = log[seq - 1]?.h ?? chainStart
    const known = cursor.seq === 0 ? chainStart : log[cursor.seq - 1]?.h
    if (cursor.epoch !== head.epoch || cursor.seq > seq || known !== cursor.h)
      return Promise.resolve({ refused: 'stale-replica', epoch: null, restoreSeq: null })
    const { practices } = this
    const lagging: Practices = {
      head: () => Promise.resolve({ ...head, seq, h }),
      hashAt: (...asked) => practices.hashAt(...asked),
      lines: (...asked) => practices.lines(...asked),
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

/** After a restore: what neither the cloud nor any workstation has any more cannot be asked for. */
export function accountForLoss(world: World): void {
  for (const issued of world.issued.values()) {
    if (issued.gone || world.cloud.state.results.has(issued.op.op)) continue
    if (!world.stations.some((station) => station.keeps(issued.op.op))) issued.gone = true
  }
}
