/** What the cloud answers to a workstation; routes and the simulator ask the same one. */
import type { Held } from '../../shared/kernel/decide.ts'
import type { Op } from '../../shared/kernel/op.ts'
import {
  protocol,
  schemaVersion,
  type Cursor,
  type Hello,
  type HelloReply,
  type Page,
  type PullRefusal,
  type Push,
  type PushReply,
} from '../../shared/sync/wire.ts'
import { executePush, type Executing } from '../executor/execute-push.ts'
import type { Practices } from '../executor/practice-tx.ts'
import { otherHistory, readLog } from '../executor/read-log.ts'

export type ServiceParts = Readonly<{
  practices: Practices
  executing: Executing
  nowMs(): number
  /**
   * Gives the practice a new epoch in place of `was`: its log is no longer what workstations have read. Resolves to the
   * one it has now; two that find out at once make one.
   */
  newEpoch(practice: string, was: string): Promise<string>
}>

const refusedFor = (epoch: string): PullRefusal => ({ refused: 'epoch-changed', epoch, restoreSeq: 0 })

export class SyncAnswers {
  readonly #parts: ServiceParts

  constructor(parts: ServiceParts) {
    this.#parts = parts
  }

  async hello(practice: string, hello: Hello): Promise<HelloReply> {
    const { practices, nowMs } = this.#parts
    const points = [hello.cursor, hello.asOf].filter((point) => point !== null)
    const changed = await this.#changed(practice, points)
    const head = await practices.head(practice)
    const last = await practices.transaction(practice, (tx) => tx.lastDseq(hello.device, hello.incarnation))
    return {
      protocol,
      schema: { server: schemaVersion, minPush: 1, minPull: 1 },
      epoch: head.epoch,
      head: head.seq,
      epochChanged: changed === null ? null : { restoreSeq: 0 },
      deviceLastDseq: last,
      serverTime: nowMs(),
      numbers: null,
      resumeAfterMs: 2000,
    }
  }

  async push(practice: string, push: Push): Promise<PushReply | PullRefusal> {
    const { practices, executing } = this.#parts
    const changed = await this.#changed(practice, push.cursor ? [push.cursor] : [])
    if (changed !== null) return refusedFor(changed)
    return practices.transaction(practice, (tx) => executePush(tx, push, executing))
  }

  async pull(practice: string, cursor: Cursor, limit: number): Promise<Page | PullRefusal> {
    const changed = await this.#changed(practice, [cursor])
    if (changed !== null) return refusedFor(changed)
    return readLog(this.#parts.practices, practice, cursor, limit)
  }

  /**
   * The epoch to take where a workstation has read another history; null where it has not. A fork inside one epoch is
   * a restore that nobody announced: the epoch changes now, for everybody.
   */
  async #changed(practice: string, points: readonly Cursor[]): Promise<string | null> {
    const { practices, newEpoch } = this.#parts
    const head = await practices.head(practice)
    for (const point of points) {
      if (point.epoch !== head.epoch) return head.epoch
      if (await otherHistory(practices, practice, point, head)) return newEpoch(practice, head.epoch)
    }
    return null
  }
}

/**
 * Whether an author may make this op: an active user of the practice. The first user of a practice is made by their
 * own first op.
 */
export function refuseActor(op: Op, user: Held | undefined): string | null {
  const makesItself = op.changes.some(({ type, id, gone }) => type === 'user' && id === op.actor && !gone)
  if (user === undefined) return makesItself ? null : 'actor.unknown'
  return user.row?.['active'] === true ? null : 'actor.revoked'
}
