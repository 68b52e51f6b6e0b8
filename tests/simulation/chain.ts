/** Every history the log ever had, as a tree of lines by their hash: what a workstation at some point must show. */
import { createHash } from 'node:crypto'
import { chainStart } from '../../shared/sync/log-chain.ts'
import { LogLine } from '../../shared/sync/wire.ts'
import type { Status } from '../../shared/kernel/decide.ts'
import { keyOf } from './issued.ts'

export type Shown = Readonly<{ version: number; row: Readonly<Record<string, unknown>> | null }>
type Node = Readonly<{ h: string; before: string; seq: number; line: LogLine; end: boolean }>

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

export class Chain {
  readonly #nodes = new Map<string, Node>()

  /** Adds a line after `before`. What is wrong with it, or null. */
  add(before: string, seq: number, text: string, h: string): string | null {
    const parsed = LogLine.safeParse(JSON.parse(text))
    if (!parsed.success) return `line ${seq} cannot be read`
    const line = parsed.data
    if (line.s !== seq) return `line ${seq} says it is ${line.s}`
    if (h !== hash(`${before}.${hash(text)}`).slice(0, 32)) return `line ${seq} does not hash to its link`
    this.#nodes.set(h, { h, before, seq, line, end: line.end === 1 })
    return null
  }

  node(h: string): Node | undefined {
    return this.#nodes.get(h)
  }

  /** The lines after `from` up to `to`, oldest first; null where `from` is not before `to`. */
  between(from: string, to: string): Node[] | null {
    const found: Node[] = []
    for (let h = to; h !== from;) {
      const node = this.#nodes.get(h)
      if (!node) return null
      found.push(node)
      h = node.before
    }
    return found.reverse()
  }
}

const isAccepted = (status: Status | undefined): boolean =>
  status !== undefined && status !== 'rejected' && status !== 'held'

/** The cloud's rows as of one point of the log. */
export class View {
  h = chainStart
  epoch: string | null = null
  seq = 0
  readonly rows = new Map<string, Shown>()
  readonly ops = new Map<string, Status>()
  /** What had been accepted when the epoch changed: others may have changed the same since, in what is read again now. */
  readonly #before = new Set<string>()

  copy(): View {
    const copy = new View()
    Object.assign(copy, { h: this.h, epoch: this.epoch, seq: this.seq })
    for (const [key, shown] of this.rows) copy.rows.set(key, shown)
    for (const [op, status] of this.ops) copy.ops.set(op, status)
    for (const op of this.#before) copy.#before.add(op)
    return copy
  }

  /** `epoch`: the one that is read, or of which a snapshot is taken in, while the view still stands in the one before. */
  cameBack(op: string, epoch: string | null): boolean {
    return this.#before.has(op) || (epoch !== this.epoch && isAccepted(this.ops.get(op)))
  }

  /** Goes on to another point; the keys of the rows it passed, or what is wrong. */
  moveTo(chain: Chain, cursor: Readonly<{ epoch: string; seq: number; h: string }>): Set<string> | string {
    const keys = new Set<string>()
    let lines = cursor.epoch === this.epoch ? chain.between(this.h, cursor.h) : null
    if (!lines) {
      if (cursor.epoch === this.epoch && this.seq > cursor.seq) return 'the cursor went back'
      for (const key of this.rows.keys()) keys.add(key)
      for (const [op, status] of this.ops) if (isAccepted(status)) this.#before.add(op)
      this.rows.clear()
      this.ops.clear()
      lines = chain.between(chainStart, cursor.h)
    }
    if (!lines) return `the cursor is of no history: ${cursor.seq}`
    for (const { line } of lines) {
      if ('x' in line) continue
      if ('st' in line) {
        this.ops.set(line.o, line.st)
        continue
      }
      const key = keyOf(line.t, line.id)
      keys.add(key)
      this.rows.set(key, { version: line.v, row: line.r })
    }
    const last = cursor.h === chainStart ? undefined : chain.node(cursor.h)
    this.h = cursor.h
    this.epoch = cursor.epoch
    this.seq = cursor.seq
    if ((last?.seq ?? 0) !== cursor.seq) return `the cursor says ${cursor.seq} and its hash ${last?.seq}`
    if (last && !last.end) return `the cursor stands inside a transaction, at ${cursor.seq}`
    return keys
  }
}
