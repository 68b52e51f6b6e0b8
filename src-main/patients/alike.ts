/** Words of names that are spelt nearly like what was typed. Kept in the vault's memory, by length, and gone with it. */
import type { Session } from '../pipeline/session.ts'
import { nameVocabulary } from './find-patients.sql.ts'

/** How many letters may be wrong in a word of this length. */
const tolerance = (length: number) => (length < 3 ? 0 : length < 6 ? 1 : 2)

/** Which letters a word has, a bit each: two words that differ by k edits differ here in at most 2k bits. */
function lettersOf(word: string): number {
  let bits = 0
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at) - 97
    bits |= 1 << (code >= 0 && code < 26 ? code : 31)
  }
  return bits
}

function bitCount(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

class Vocabulary {
  readonly #words: string[]
  readonly #letters: Int32Array

  constructor(words: readonly string[]) {
    this.#words = words.filter((word) => word.length >= 3 && !/^\d/.test(word))
    this.#letters = Int32Array.from(this.#words, lettersOf)
  }

  /** At most `most` words near `typed`, whole or by their beginning, the nearest first. */
  near(typed: string, most: number): string[] {
    const allowed = tolerance(typed.length)
    if (allowed === 0) return []
    const letters = lettersOf(typed)
    const found: { word: string; distance: number }[] = []
    for (const [index, word] of this.#words.entries()) {
      if (word.length < typed.length - allowed) continue
      const other = this.#letters[index] ?? 0
      // letters that were typed and are not in the word cost an edit each, also where only its beginning is meant
      if (bitCount(letters & ~other) > allowed) continue
      const distance = Math.min(
        word.length <= typed.length + allowed ? editDistance(typed, word, allowed) : allowed + 1,
        typed.length >= 4 ? editDistance(typed, word.slice(0, typed.length), allowed) + 0.5 : allowed + 1,
      )
      if (distance <= allowed + 0.5) found.push({ word, distance })
    }
    return found
      .sort((a, b) => a.distance - b.distance || a.word.length - b.word.length || (a.word < b.word ? -1 : 1))
      .slice(0, most)
      .map(({ word }) => word)
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

/** Spellings near `typed` among the names of this practice's patients. */
export function namesAlike(session: Session, typed: string, most: number): string[] {
  const { store } = session
  const revision = store.revision('patients')
  const cached = known.get(store)
  // during an import the names change all the time: reading them again takes at most a twentieth of it
  const young = cached && cached.tookMs > 5 && performance.now() - cached.readAt < 20 * cached.tookMs
  if (cached && (young || cached.revision === revision)) return cached.vocabulary.near(typed, most)
  const start = performance.now()
  const vocabulary = new Vocabulary(nameVocabulary(store.read))
  const readAt = performance.now()
  known.set(store, { vocabulary, revision, readAt, tookMs: readAt - start })
  return vocabulary.near(typed, most)
}
