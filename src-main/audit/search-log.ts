/** Finds entries by what every recorded field says, in the order of any. */
import type { EntrySort } from '../../shared/auditing/entry-line.ts'
import type { Db } from '../store/cipher.ts'
import { LogColumns } from './log-columns.ts'
import { noOp, stretchOf, type NumberField, type Stretch, type WordField } from './log-stretch.ts'
import { sortByKeys } from './sort-numbers.ts'

export type Search = Readonly<{
  /** From, and before: ISO 8601. */
  from: string | null
  before: string | null
  /** What a field says: one of these; null among them: nothing. */
  words: ReadonlyMap<WordField, readonly (string | null)[]>
  op: string | null
  sort: EntrySort
  descending: boolean
  /** The number of the last entry that is looked at; null for the last there is. */
  upTo: number | null
}>
/** By what the words of a field are sorted; one that is not in it, by itself. */
export type Labels = (field: WordField, words: readonly string[]) => ReadonlyMap<string, string>
/** Their numbers, in order. */
export type Found = Readonly<{ upTo: number; numbers: Uint32Array }>

/** A log that can be searched; `last`: the number of its last entry. `taken`: grows with whatever takes entries away from before the base. */
export type Searched = Readonly<{ db: Db; last: Readonly<{ n: number }>; taken?: number }>

/** Lists that somebody goes on scrolling in. */
const remembered = 3

export class LogSearch {
  readonly file: Searched
  readonly #taken: number | undefined
  readonly #columns: LogColumns
  readonly #found = new Map<string, Found>()

  constructor(file: Searched) {
    this.file = file
    this.#taken = file.taken
    this.#columns = new LogColumns(file.db, () => this.isVoid)
  }

  /** Entries were taken away since it was made. */
  get isVoid(): boolean {
    return this.file.taken !== this.#taken
  }

  async find(search: Search, labels: Labels, turn: () => Promise<void>): Promise<Found> {
    const key = JSON.stringify([search, [...search.words]])
    const before = search.upTo === null ? undefined : this.#found.get(key)
    if (before) return before
    const upTo = Math.min(search.upTo ?? Number.MAX_SAFE_INTEGER, this.file.last.n)
    await this.#columns.read(turn)
    const places = this.#sorted(this.#matching(search, upTo), search, labels)
    const found = { upTo, numbers: Uint32Array.from(this.#numbers('n', places)) }
    this.#found.set(JSON.stringify([{ ...search, upTo }, [...search.words]]), found)
    for (const oldest of [...this.#found.keys()].slice(0, -remembered)) this.#found.delete(oldest)
    return found
  }

  /** What a field says anywhere in the log, in no order. */
  async wordsIn(field: WordField, turn: () => Promise<void>): Promise<string[]> {
    await this.#columns.read(turn)
    const seen = new Uint8Array(this.#columns.words.length)
    for (const { count, words } of this.#columns.stretches)
      for (const code of words[field].subarray(0, count)) seen[code] = 1
    return this.#columns.words.filter((word, code): word is string => word !== null && seen[code] === 1)
  }

  /** Places of entries: stretch after stretch, as they were written. */
  #matching(search: Search, upTo: number): Uint32Array {
    const base = this.file.db.prepare<[], number>('SELECT n FROM audit_base').pluck().get() ?? 0
    const byOp = search.op === null ? null : this.#numberOfOp(search.op)
    const tests = [...search.words].map(([field, wanted]) => [field, this.#maskOf(wanted)] as const)
    const [from, before] = [Date.parse(search.from ?? ''), Date.parse(search.before ?? '')]
    const { stretches } = this.#columns
    const found = new Uint32Array(stretches.length * stretchOf)
    let length = 0
    for (const [index, stretch] of stretches.entries()) {
      const { n, at } = stretch.numbers
      for (let place = 0; place < stretch.count; place += 1) {
        const number = n[place] ?? 0
        if (number <= base || number > upTo) continue
        if ((at[place] ?? 0) < from || (at[place] ?? 0) >= before) continue
        if (byOp !== null && !byOp.has(number)) continue
        if (fits(stretch, place, tests)) found[length++] = index * stretchOf + place
      }
    }
    return found.slice(0, length)
  }

  #numberOfOp(op: string): ReadonlySet<number> {
    const rows = this.file.db.prepare<[string], number>('SELECT seq FROM audit WHERE op = ?').pluck()
    return new Set(rows.all(op))
  }

  #maskOf(wanted: readonly (string | null)[]): Uint8Array {
    const mask = new Uint8Array(this.#columns.words.length)
    for (const word of wanted) {
      const code = this.#columns.codeOf(word)
      if (code !== undefined) mask[code] = 1
    }
    return mask
  }

  #sorted(places: Uint32Array, { sort, descending }: Search, labels: Labels): Uint32Array {
    const byNumber = (field: NumberField) => sortByKeys(places, this.#numbers(field, places))
    let sorted: Uint32Array
    if (sort === 'n' || sort === 'at' || sort === 'mono' || sort === 'epoch') sorted = byNumber(sort)
    else if (sort === 'op') sorted = this.#byOp(places)
    else {
      const codes = this.#codes(sort, places)
      const ranks = this.#ranks(sort, codes, labels)
      const keys = new Float64Array(codes.length)
      for (let at = 0; at < codes.length; at += 1) keys[at] = ranks[codes[at] ?? 0] ?? 0
      sorted = sortByKeys(places, keys)
    }
    // a list of its own, or the one of the places, which nobody needs any more
    return descending ? sorted.reverse() : sorted
  }

  /** By the first half of their ids, and the few that share one by the second; what changed nothing comes last, as it was written. */
  #byOp(places: Uint32Array): Uint32Array {
    const all = this.#numbers('opHigh', places)
    const [some, none] = [
      places.filter((_place, at) => all[at] !== noOp),
      places.filter((_place, at) => all[at] === noOp),
    ]
    const sorted = sortByKeys(some, this.#numbers('opHigh', some))
    const high = this.#numbers('opHigh', sorted)
    for (let from = 0; from < sorted.length;) {
      let to = from + 1
      while (to < sorted.length && high[to] === high[from]) to += 1
      if (to - from > 1) {
        const same = sorted.slice(from, to)
        sorted.set(sortByKeys(same, this.#numbers('opLow', same)), from)
      }
      from = to
    }
    const whole = new Uint32Array(places.length)
    whole.set(sorted)
    whole.set(none, sorted.length)
    return whole
  }

  /** By code: its place among the words that are there. What says nothing comes last. */
  #ranks(field: WordField, codes: Uint32Array, labels: Labels): Uint32Array {
    const { words } = this.#columns
    const seen = new Uint8Array(words.length)
    for (const code of codes) seen[code] = 1
    const there = [...seen.keys()].filter((code) => code !== 0 && seen[code] === 1)
    const known = labels(
      field,
      there.map((code) => words[code] ?? ''),
    )
    const labelled = there.map((code) => [known.get(words[code] ?? '') ?? words[code] ?? '', code] as const)
    labelled.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    const ranks = new Uint32Array(words.length)
    ranks[0] = labelled.length + 1
    // those that are called the same stand together
    let rank = 0
    for (const [at, [label, code]] of labelled.entries()) {
      if (at > 0 && label !== labelled[at - 1]?.[0]) rank = at
      ranks[code] = rank
    }
    return ranks
  }

  /** What entries at these places say, one after the other: a million at a time, so with nothing made for each. */
  #numbers(field: NumberField, places: Uint32Array): Float64Array {
    const columns = this.#columns.stretches.map(({ numbers }) => numbers[field])
    const said = new Float64Array(places.length)
    for (let at = 0; at < places.length; at += 1) said[at] = valueAt(columns, places[at] ?? 0)
    return said
  }

  #codes(field: WordField, places: Uint32Array): Uint32Array {
    const columns = this.#columns.stretches.map(({ words }) => words[field])
    const said = new Uint32Array(places.length)
    for (let at = 0; at < places.length; at += 1) said[at] = valueAt(columns, places[at] ?? 0)
    return said
  }
}

const valueAt = (columns: readonly (Float64Array | Uint32Array)[], place: number): number =>
  columns[Math.floor(place / stretchOf)]?.[place % stretchOf] ?? 0

type Test = readonly [field: WordField, mask: Uint8Array]

function fits({ words }: Stretch, place: number, tests: readonly Test[]): boolean {
  for (const [field, mask] of tests) if (mask[words[field][place] ?? 0] !== 1) return false
  return true
}
