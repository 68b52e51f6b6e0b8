/** The way to the cloud, as the engine sees it: five questions. Each may fail, be lost, or be answered twice. */
import type { Manifest } from '../../shared/sync/hydrate.ts'
import type { Cursor, Hello, HelloReply, Page, PullRefusal, Push, PushReply } from '../../shared/sync/wire.ts'

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

export interface Transport {
  hello(hello: Hello): Promise<HelloReply>
  push(push: Push): Promise<PushReply | PullRefusal>
  pull(cursor: Cursor, limit: number): Promise<Page | PullRefusal>
  /** What to begin with. */
  hydrate(): Promise<Manifest>
  /** The bytes of a segment as they were sent; null where the snapshot is gone. */
  segment(snapshot: string, n: number): Promise<Uint8Array | null>
}
