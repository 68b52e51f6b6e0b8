/** What the cloud answers to a workstation; routes and the simulator ask the same one. */
import type { RecordType } from '../../shared/kernel/record.ts'
import {
  rowsAtOnce,
  type Cursor,
  type Hello,
  type HelloReply,
  type Page,
  type PullRefusal,
  type Push,
  type PushReply,
  type RowsPage,
  type Versions,
} from '../../shared/sync/wire.ts'
import { executePush, type Executing } from '../executor/execute-push.ts'
import type { ChartRows, Practices } from '../executor/practice-tx.ts'
import { readLog, standingOf } from '../executor/read-log.ts'

export type ServiceParts = Readonly<{
  practices: Practices
  executing: Executing
  /** The records there are: a workstation is told which have changed. */
  records: readonly RecordType[]
  nowMs(): number
  /** What this cloud speaks and takes. */
  versions: Versions
  /**
   * Gives the practice a new epoch in place of `was`: its log is no longer what workstations have read. Resolves to the
   * one it has now; two that find out at once make one.
   */
  newEpoch(practice: string, was: string): Promise<string>
}>

/** A page that is asked for. */
export type PullAsked = Readonly<{
  limit: number
  /** The workstation's. */
  schema: number
  /** The highest point a snapshot or chart was taken at, where that is beyond the cursor. */
  asOf?: Cursor | null
}>

const upgrade: PullRefusal = { refused: 'upgrade', epoch: null, restoreSeq: null }
const pointsOf = (...points: readonly (Cursor | null)[]): Cursor[] => points.filter((point) => point !== null)
const refusedFor = (epoch: string): PullRefusal => ({ refused: 'epoch-changed', epoch, restoreSeq: 0 })

export class SyncAnswers {
  readonly #parts: ServiceParts

  constructor(parts: ServiceParts) {
    this.#parts = parts
  }

  /** Refused where the two have no form of talk in common. */
  async hello(practice: string, hello: Hello): Promise<HelloReply | PullRefusal> {
    const { practices, nowMs, records } = this.#parts
    const { protocols, schema, minPush, minPull } = this.#parts.versions
    const protocol = protocols.find((each) => hello.protocols.includes(each))
    if (protocol === undefined) return upgrade
    const changed = await this.#changed(practice, pointsOf(hello.cursor, hello.asOf))
    const head = await practices.head(practice)
    const last = await practices.transaction(practice, (tx) => tx.lastDseq(hello.device, hello.incarnation))
    const { readAs } = hello
    const since = records.filter(
      ({ changedIn }) => readAs !== null && changedIn > readAs && changedIn <= hello.schema,
    )
    return {
      protocol,
      schema: { server: schema, minPush, minPull, refetchTypes: since.map(({ type }) => type) },
      epoch: head.epoch,
      head: head.seq,
      epochChanged: changed === null ? null : { restoreSeq: 0 },
      incarnation: hello.incarnation,
      deviceLastDseq: last,
      serverTime: nowMs(),
      numbers: null,
      resumeAfterMs: 2000,
    }
  }

  /** `schema`: the workstation's. */
  async push(practice: string, push: Push, schema: number): Promise<PushReply | PullRefusal> {
    const { practices, executing } = this.#parts
    if (schema < this.#parts.versions.minPush) return upgrade
    const changed = await this.#changed(practice, pointsOf(push.cursor, push.asOf))
    if (changed !== null) return refusedFor(changed)
    return practices.transaction(practice, (tx) => executePush(tx, push, executing))
  }

  async pull(
    practice: string,
    cursor: Cursor,
    { limit, schema, asOf = null }: PullAsked,
  ): Promise<Page | PullRefusal> {
    if (schema < this.#parts.versions.minPull) return upgrade
    const changed = await this.#changed(practice, pointsOf(cursor, asOf))
    if (changed !== null) return refusedFor(changed)
    return readLog(this.#parts.practices, practice, cursor, limit)
  }

  /** Live rows of a type, some at a time. */
  async rows(practice: string, type: string, after: string | null): Promise<RowsPage> {
    const { head, rows, more } = await this.#parts.practices.liveRows(practice, type, after, rowsAtOnce)
    return {
      asOf: { ...head },
      rows: rows.map(({ id, version, row }) => ({ id, v: version, r: { ...row } })),
      more,
    }
  }

  /**
   * A chart as of a point that is not before `minSeq`, of a history that holds `seen`: the furthest the workstation has
   * been. So all charts it has are of one history, and where its cursor passes them it is of theirs.
   */
  async chart(
    practice: string,
    patient: string,
    { seen, minSeq, schema }: Readonly<{ seen: Cursor; minSeq: number; schema: number }>,
  ): Promise<ChartRows | PullRefusal> {
    if (schema < this.#parts.versions.minPull) return upgrade
    const chart = await this.#parts.practices.chart(practice, patient)
    // looked at after: a history that was exchanged meanwhile is found here
    const changed = await this.#changed(practice, [seen])
    if (changed !== null) return refusedFor(changed)
    if (chart.head.seq < minSeq) return { refused: 'stale-replica', epoch: null, restoreSeq: null }
    return chart
  }

  /**
   * The epoch to take where a workstation has read another history; null where it has not. A fork inside one epoch is
   * a restore that nobody announced: the epoch changes now, for everybody.
   */
  async #changed(practice: string, points: readonly Cursor[]): Promise<string | null> {
    const { practices, newEpoch } = this.#parts
    if (points.length === 0) return null
    const head = await practices.head(practice)
    for (const point of points) {
      if (point.epoch !== head.epoch) return head.epoch
      if ((await standingOf(practices, practice, point, head)) === 'other')
        return newEpoch(practice, head.epoch)
    }
    return null
  }
}
