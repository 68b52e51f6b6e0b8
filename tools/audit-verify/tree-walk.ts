/** The tree made anew from the leaves, and compared with every root that was signed, of whichever history. */
import { addLeaf, emptyRoot, leafHash, leafText, rootOf } from '../../shared/audit/merkle.ts'
import { logOf, type Root } from './facts.ts'
import { sha256 } from './trust.ts'

export type Differing = Readonly<{ root: Root; agreed: number }>

type Sealed = Readonly<{ root: Root; logs: ReadonlyMap<string, number> }>

export class TreeWalk {
  #edge: string[] = []
  #next = 0
  readonly #due: readonly Root[]
  /** By origin: sizes at which all was as it was signed, the last two. */
  readonly #agreed = new Map<string, readonly number[]>()
  readonly #last = new Map<string, number>()
  size = 0
  /** By origin: the first root that is another one, and the last size at which all was as it was signed. */
  readonly differing = new Map<string, Differing>()
  compared = 0
  kept = 0
  /** The last root that is the same, and the last entry of each log that is in it; and the last that was kept. */
  signed: Sealed | null = null
  sealed: Sealed | null = null

  constructor(roots: readonly Root[]) {
    this.#due = roots.toSorted((a, b) => a.size - b.size)
    this.#compare()
  }

  add(device: string, epoch: number, n: number, h: string): void {
    const leaf = leafHash(sha256, leafText(device, epoch, n, h))
    this.#edge = addLeaf(sha256, this.#edge, this.size, leaf)
    this.size += 1
    this.#last.set(logOf({ device, epoch }), n)
    this.#compare()
  }

  /** Roots of trees that are larger than what there is. */
  larger(): readonly Root[] {
    return this.#due.slice(this.#next)
  }

  #compare(): void {
    for (let due = this.#due[this.#next]; due?.size === this.size; due = this.#due[this.#next]) {
      this.#next += 1
      const own = this.size === 0 ? emptyRoot(sha256) : rootOf(sha256, this.#edge)
      const { origin } = due
      if (own !== due.root) {
        if (!this.differing.has(origin))
          this.differing.set(origin, { root: due, agreed: this.#before(origin) })
        continue
      }
      this.compared += 1
      this.signed = { root: due, logs: new Map(this.#last) }
      if (due.kept) {
        this.kept += 1
        this.sealed = this.signed
      }
      if (!this.differing.has(origin) && this.#agreed.get(origin)?.at(-1) !== this.size)
        this.#agreed.set(origin, [this.#before(origin), this.size])
    }
  }

  /** The last size before this one. */
  #before(origin: string): number {
    return (this.#agreed.get(origin) ?? []).filter((size) => size < this.size).at(-1) ?? 0
  }
}
