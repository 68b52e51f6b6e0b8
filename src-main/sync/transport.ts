/** The way to the cloud, as the engine sees it: a few questions. Each may fail, be lost, or be answered twice. */
import type { Window } from '../../shared/sync/charts.ts'
import type { Manifest } from '../../shared/sync/hydrate.ts'
import type { Weigh } from '../../shared/sync/log-chain.ts'
import type {
  Cursor,
  Hello,
  HelloReply,
  Page,
  PullRefusal,
  Push,
  PushReply,
  RowsPage,
} from '../../shared/sync/wire.ts'
import type { PackedFields } from '../store/rows.ts'

/** Nothing came back that was the cloud's: no network, no answer in time, somebody else's page. */
export class Unreachable extends Error {
  /** A stable word for the status panel: `offline`, `timeout`, `captive-portal`, `tls`, `busy`, `refused`. */
  readonly why: string
  /** The cloud asked to be left alone for so long. */
  readonly retryAfterMs: number | null

  constructor(why: string, retryAfterMs: number | null = null) {
    super(why)
    this.why = why
    this.retryAfterMs = retryAfterMs
  }
}

/** A page as it is taken in. `packed`: of some rows, by their number in the log, the long text as the store keeps it. */
export type PageTaken = Page & Readonly<{ packed?: ReadonlyMap<number, PackedFields> }>

export interface Transport {
  hello(hello: Hello): Promise<HelloReply | PullRefusal>
  push(push: Push): Promise<PushReply | PullRefusal>
  /**
   * `asOf`: the highest point a snapshot or chart was taken at, where that is beyond the cursor. `limit` is lines; as `weigh` counts them,
   * where it is given.
   */
  pull(cursor: Cursor, limit: number, asOf: Cursor | null, weigh?: Weigh): Promise<PageTaken | PullRefusal>
  /** Live rows of one type, in the order of their ids, after one of them. */
  rows(type: string, after: string | null): Promise<RowsPage>
  /** What to begin with. */
  hydrate(): Promise<Manifest>
  /** The bytes of a segment as they were sent; null where the snapshot is gone. */
  segment(snapshot: string, n: number): Promise<Uint8Array | null>
  /**
   * One chart as of a point not before `minSeq`, zstd-compressed NDJSON; of a history in which `seen` is: the furthest
   * this workstation has been.
   */
  chart(patient: string, minSeq: number, seen: Cursor): Promise<Uint8Array | PullRefusal>
  /** Whose charts were active in a window of time, those who were active last first. */
  activeCharts(window: Window): Promise<readonly string[]>
}
