/** Words of names that are spelt nearly like what was typed. Kept in the vault's memory, by length, and gone with it. */
import type { Session } from '../pipeline/session.ts'
import { nameVocabulary } from './find-patients.sql.ts'

/** How many letters may be wrong in a word of this length. */
const tolerance = (length: number) => (length < 3 ? 0 : length < 6 ? 1 : 2)

/** Which letters a text has, a bit each. Two texts that differ by k mistakes have at most k letters that the other has not. */
function lettersOf(text: string): number {
  let bits = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at) - 97
    bits |= 1 << (code >= 0 && code < 26 ? code : 31)
  }
  return bits
}

function countBits(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** So many answers are kept: some searches' worth. */
const mostFound = 64

/** All words in order, so that those which begin alike stand together and are looked at together. */
export class Vocabulary {
  readonly #words: readonly string[]
  /** How many letters each has in common with the one before it. */
  readonly #shared: Uint8Array
  readonly #letters: Int32Array
  /** Of the words before the one that is being typed, at every key of it. */
  readonly #found = new Map<string, readonly string[]>()

  constructor(words: readonly string[]) {
    this.#words = words.filter((word) => word.length >= 3 && !/^\d/.test(word)).sort()
    this.#shared = Uint8Array.from(this.#words, (word, at) => sharedLetters(this.#words[at - 1] ?? '', word))
    this.#letters = Int32Array.from(this.#words, lettersOf)
  }

  /** At most `most` words near `typed`, whole or by their beginning, the nearest first. */
  near(typed: string, most: number): readonly string[] {
    const key = `${most} ${typed}`
    const kept = this.#found.get(key)
    if (kept) return kept
    const found = this.#search(typed, most)
    if (this.#found.size >= mostFound) this.#found.clear()
    this.#found.set(key, found)
    return found
  }

  #search(typed: string, most: number): string[] {
    const allowed = tolerance(typed.length)
    if (allowed === 0) return []
    const found: { word: string; distance: number }[] = []
    const table = new DistanceTable(typed, allowed)
    const letters = lettersOf(typed)
    // letters of the word before that are in the table, and how many of them are too many already
    let known = 0
    let hopeless = Number.POSITIVE_INFINITY
    // by number, and the letters before the word: this is the one loop over all names, at every key that finds nobody
    const [words, sharedOf, lettersOfEach] = [this.#words, this.#shared, this.#letters]
    for (let at = 0; at < words.length; at += 1) {
      const shared = sharedOf[at] ?? 0
      if (shared >= hopeless) continue
      hopeless = Number.POSITIVE_INFINITY
      // most words lack too many of the letters, which is seen sooner than how far they are
      if (countBits(letters & ~(lettersOfEach[at] ?? 0)) > allowed) {
        known = Math.min(known, shared)
        continue
      }
      const word = words[at] ?? ''
      ;({ known, hopeless } = table.write(word, Math.min(known, shared)))
      if (hopeless !== Number.POSITIVE_INFINITY) continue
      const distance = Math.min(
        table.whole(word),
        typed.length >= 4 ? table.beginning(word) + 0.5 : allowed + 1,
      )
      if (distance <= allowed + 0.5) found.push({ word, distance })
    }
    return found
      .sort((a, b) => a.distance - b.distance || a.word.length - b.word.length || (a.word < b.word ? -1 : 1))
      .slice(0, most)
      .map(({ word }) => word)
  }
}

function sharedLetters(before: string, word: string): number {
  const most = Math.min(before.length, word.length, 255)
  let at = 0
  while (at < most && before.charCodeAt(at) === word.charCodeAt(at)) at += 1
  return at
}

/**
 * The distances of editDistance, a row for each letter of a word. A word that begins as the one before it did keeps
 * the rows of what they share.
 */
class DistanceTable {
  readonly #typed: Uint16Array
  readonly #allowed: number
  readonly #width: number
  /** A longer word can only be near by its beginning, which is as long as what was typed. */
  readonly #deepest: number
  readonly #cells: Uint8Array

  constructor(typed: string, allowed: number) {
    this.#typed = Uint16Array.from(typed, (letter) => letter.charCodeAt(0))
    this.#allowed = allowed
    this.#width = this.#typed.length + 1
    this.#deepest = this.#typed.length + allowed
    this.#cells = new Uint8Array(this.#width * (this.#deepest + 1))
    for (let column = 0; column < this.#width; column += 1) this.#cells[column] = column
  }

  /**
   * Writes the rows of `word` after its first `known` letters. `hopeless` is after how many letters no word that begins
   * so can be near; infinite where there is hope.
   */
  write(word: string, known: number): { known: number; hopeless: number } {
    const last = Math.min(word.length, this.#deepest)
    for (let row = known + 1; row <= last; row += 1) {
      const least = this.#writeRow(word, row)
      // beyond as many letters as were typed, the beginning may be near already
      if (least > this.#allowed && row < this.#width) return { known: row, hopeless: row }
    }
    return { known: Math.max(known, last), hopeless: Number.POSITIVE_INFINITY }
  }

  /** Gives the least of the row. */
  #writeRow(word: string, row: number): number {
    const cells = this.#cells
    const typed = this.#typed
    const width = this.#width
    const letter = word.charCodeAt(row - 1)
    const before = row > 1 ? word.charCodeAt(row - 2) : -1
    const here = row * width
    let left = row
    let least = row
    cells[here] = row
    for (let column = 1; column < width; column += 1) {
      const above = here - width + column
      const same = typed[column - 1] === letter
      let cost = (cells[above - 1] ?? 0) + (same ? 0 : 1)
      if (left + 1 < cost) cost = left + 1
      const removed = (cells[above] ?? 0) + 1
      if (removed < cost) cost = removed
      if (column > 1 && typed[column - 1] === before && typed[column - 2] === letter) {
        const swapped = (cells[above - width - 2] ?? 0) + 1
        if (swapped < cost) cost = swapped
      }
      cells[here + column] = cost
      left = cost
      if (cost < least) least = cost
    }
    return least
  }

  /** How far all of the word is from what was typed. */
  whole(word: string): number {
    return word.length > this.#deepest
      ? this.#allowed + 1
      : (this.#cells[word.length * this.#width + this.#width - 1] ?? 0)
  }

  /** How far its first letters are, as many as were typed. */
  beginning(word: string): number {
    const row = Math.min(word.length, this.#width - 1)
    return this.#cells[row * this.#width + this.#width - 1] ?? 0
  }
}

/** Optimal string alignment: insert, delete, replace, swap neighbours. Gives `limit + 1` as soon as it must be more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    let least = row
    for (let column = 1; column <= b.length; column += 1) {
      const replace = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      let cost = Math.min(replace, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1)
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1)
      current.push(cost)
      if (cost < least) least = cost
    }
    if (least > limit) return limit + 1
    before = previous
    previous = current
  }
  return previous[b.length] ?? limit + 1
}

type Known = { vocabulary: Vocabulary; revision: number; readAt: number; tookMs: number }
const known = new WeakMap<Session['store'], Known>()

/**
 * During an import, or while a log is read, the names change all the time: reading them again takes a small share of it. Whoever came in
 * meanwhile is found by their name as it is spelt.
 */
const keptFor = (store: Session['store'], tookMs: number): number => {
  if (store.isWritingForLong) return Math.max(2000, 100 * tookMs)
  return tookMs > 5 ? 20 * tookMs : 0
}

/** Spellings near `typed` among the names of this practice's patients. */
export function namesAlike(session: Session, typed: string, most: number): readonly string[] {
  const { store } = session
  const revision = store.revision('patients')
  const cached = known.get(store)
  const young = cached && performance.now() - cached.readAt < keptFor(store, cached.tookMs)
  if (cached && (young || cached.revision === revision)) return cached.vocabulary.near(typed, most)
  const start = performance.now()
  const vocabulary = new Vocabulary(nameVocabulary(store.read))
  const readAt = performance.now()
  known.set(store, { vocabulary, revision, readAt, tookMs: readAt - start })
  return vocabulary.near(typed, most)
}
