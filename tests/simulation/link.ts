/** The way between a workstation and the cloud, and what can happen on it. */
import { ReadAhead } from '../../src-main/sync/read-ahead.ts'
import { sha256 } from '../../src-main/sync/sha256.ts'
import { Unreachable, type Transport } from '../../src-main/sync/transport.ts'
import type { Window } from '../../shared/sync/charts.ts'
import type { Manifest } from '../../shared/sync/hydrate.ts'
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
import type { Workstation } from './workstation.ts'
import type { World } from './world.ts'

const timeoutMs = 30_000
const day = 86_400_000

/** One engine's line. What comes back after the engine has gone comes back to nobody. */
export class Link implements Transport {
  readonly #world: World
  readonly #station: Workstation
  readonly #life: number
  readonly #log: ReadAhead

  constructor(world: World, station: Workstation) {
    this.#world = world
    this.#station = station
    this.#life = station.life
    this.#log = new ReadAhead((cursor, _limit, asOf) => this.#page(cursor, asOf), {
      sha256,
      turn: () => station.turn(this.#life),
      packer: null,
    })
  }

  hello(hello: Hello): Promise<HelloReply | PullRefusal> {
    return this.#ask('hello', hello, (sent) => this.#world.cloud.hello(sent))
  }

  push(push: Push): Promise<PushReply | PullRefusal> {
    const { schema } = this.#station.version
    this.#log.forget()
    return this.#ask('push', push, (sent) => this.#world.cloud.push(sent, schema))
  }

  async pull(cursor: Cursor, _limit: number, asOf: Cursor | null): Promise<Page | PullRefusal> {
    const { pieceLines } = this.#world.plan
    if (pieceLines === 0) return this.#page(cursor, asOf)
    const piece = await this.#log.pull(cursor, pieceLines, asOf)
    // whoever died as the page after it was asked for sees no piece of this one
    return this.#station.life === this.#life ? piece : new Promise<never>(() => undefined)
  }

  #page(cursor: Cursor, asOf: Cursor | null): Promise<Page | PullRefusal> {
    const { schema } = this.#station.version
    return this.#ask('pull', { cursor, asOf }, (sent) => this.#world.cloud.pull(sent, schema))
  }

  /** An earlier answer that comes late is one about the same type. */
  rows(type: string, after: string | null): Promise<RowsPage> {
    return this.#ask(`rows ${type}`, { type, after }, (sent) => this.#world.cloud.rows(sent))
  }

  hydrate(): Promise<Manifest> {
    return this.#ask('hydrate', null, () => this.#world.cloud.hydrate())
  }

  async segment(snapshot: string, n: number): Promise<Uint8Array | null> {
    const body = await this.#ask('segment', { snapshot, n }, (sent) => this.#world.cloud.segment(sent))
    return body === null ? null : Buffer.from(body, 'base64')
  }

  /** An earlier answer that comes late is one about the same chart. */
  async chart(patient: string, minSeq: number, seen: Cursor): Promise<Uint8Array | PullRefusal> {
    const { schema } = this.#station.version
    const answer = await this.#ask(`chart ${patient}`, { patient, minSeq, seen }, (sent) =>
      this.#world.cloud.chart(sent, schema),
    )
    if (typeof answer !== 'string') return answer
    const body = Buffer.from(answer, 'base64')
    this.#station.charts.came(body)
    return body
  }

  activeCharts(window: Window): Promise<readonly string[]> {
    return this.#ask('activeCharts', window, (sent) => this.#world.cloud.activeCharts(sent))
  }

  #ask<Q, A>(kind: string, question: Q, answer: (sent: Q) => Promise<A>): Promise<A> {
    const world = this.#world
    const sent = overTheWire(question)
    return new Promise((resolve, reject) => {
      const give = (act: () => void) => {
        if (this.#station.life !== this.#life) return
        // an answer has come, or the time is up: the process may die before it sees it
        if (world.mishap('killWorkstation')) return this.#station.kill(`waiting for ${kind}`)
        this.#station.maybeFault()
        world.dirty.add(this.#station)
        act()
      }
      let isAnswered = false
      // what came in time is over by then: an error is dear to make
      world.at(timeoutMs, () => give(() => void (isAnswered || reject(new Unreachable('timeout')))))
      if (world.mishap('killWorkstation')) this.#station.kill(`after asking ${kind}`)
      if (world.mishap('dropRequest') || this.#station.cutOff.up) return
      const carry = async () => {
        if (world.cloud.down) return
        if (world.mishap('cloudKill')) world.cloud.dieIn = 1 + world.mishaps.below(12)
        // the same request a second time, at once and so side by side
        const twice = world.mishap('duplicate') ? silenced(answer(overTheWire(sent))) : null
        let reply: A
        try {
          reply = overTheWire(await answer(sent))
        } catch (error) {
          await twice
          world.cloud.dieIn = 0
          if (!isDeath(error)) world.violated(24, `the cloud threw at ${kind}: ${String(error)}`)
          return
        }
        await twice
        world.cloud.dieIn = 0
        if (world.mishap('dropResponse') || this.#station.cutOff.down) return
        const old = this.#station.lastAnswers.get(kind) as A | undefined
        this.#station.lastAnswers.set(kind, reply)
        const told = old !== undefined && world.mishap('staleAnswer') ? old : reply
        world.at(this.#delay(), () =>
          give(() => {
            isAnswered = true
            resolve(told)
          }),
        )
      }
      world.at(this.#delay(), () => void carry())
      if (world.mishap('lateDuplicate'))
        world.at(world.network.wait(day), () => {
          if (!world.cloud.down) void silenced(answer(overTheWire(sent)))
        })
    })
  }

  #delay(): number {
    if (this.#world.healed) return 10
    // days on the way: it arrives when nobody waits for it any more
    if (this.#world.mishap('slow')) return this.#world.mishaps.next() * 2 * day
    return this.#world.network.wait(this.#world.plan.latencyMs)
  }
}

/** Only what JSON carries arrives. */
const overTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const isDeath = (error: unknown): boolean =>
  error instanceof Error && error.constructor.name === 'CloudKilled'

const silenced = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    if (!isDeath(error)) throw error
  })
