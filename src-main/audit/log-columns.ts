/**
 * The log field by field in memory, for whoever searches it: every filter and every order is then a walk over numbers. What has been
 * read once is kept beside the log in whole stretches, so that a million entries are there again in a moment.
 */
import type { Db } from '../store/cipher.ts'
import {
  emptyStretch,
  noOp,
  packStretch,
  stretchOf,
  unpackStretch,
  wordFields,
  type Stretch,
  type WordField,
} from './log-stretch.ts'

type Row = Readonly<Record<WordField, string | null>> &
  Readonly<{ seq: number; at: string; mono: number; epoch: number; op: string | null }>

/** Stretches unpacked in one go: some ten milliseconds. */
const atOnce = 8

export class LogColumns {
  readonly #db: Db
  readonly #codes = new Map<string, number>()
  /** By code; 0 is nothing. */
  readonly words: (string | null)[] = [null]
  readonly stretches: Stretch[] = []
  #last = 0
  #wordsKept = 0
  #isBegun = false
  #reading: Promise<void> = Promise.resolve()

  readonly #isVoid: () => boolean

  /** `isVoid`: entries were taken away since, of which others must be told nothing. */
  constructor(db: Db, isVoid: () => boolean = () => false) {
    this.#db = db
    this.#isVoid = isVoid
  }

  /** Brings them up to the present end of the log. One reads at a time; `turn` lets others have theirs. */
  read(turn: () => Promise<void>): Promise<void> {
    const next = this.#reading.then(() => this.#read(turn))
    this.#reading = next.catch(() => undefined)
    return next
  }

  codeOf(word: string | null): number | undefined {
    return word === null ? 0 : this.#codes.get(word)
  }

  async #read(turn: () => Promise<void>): Promise<void> {
    if (!this.#isBegun) await this.#readKept(turn)
    this.#isBegun = true
    const rows = this.#db.prepare<[number, number], Row>(
      `SELECT seq, at, mono, epoch, op, ${wordFields.join(', ')} FROM audit WHERE seq > ? ORDER BY seq LIMIT ?`,
    )
    for (;;) {
      const open = this.#open()
      const found = rows.all(this.#last, stretchOf - open.count)
      for (const row of found) this.#add(open, row)
      if (open.count < stretchOf) return
      this.#keep(open)
      await turn()
    }
  }

  async #readKept(turn: () => Promise<void>): Promise<void> {
    for (const word of this.#db
      .prepare<[], string>('SELECT word FROM audit_word ORDER BY code')
      .pluck()
      .all())
      this.#codes.set(word, this.words.push(word) - 1)
    this.#wordsKept = this.words.length
    // what was let go of the log goes here too
    const { n: base } = this.#db.prepare<[], { n: number }>('SELECT n FROM audit_base').get() ?? { n: 0 }
    const kept = this.#db.prepare<[number, number], { last: number; columns: Buffer }>(
      'SELECT last, columns FROM audit_stretch WHERE first > ? AND last > ? ORDER BY first LIMIT 1',
    )
    for (let count = 1, at = 0; ; count += 1) {
      const row = kept.get(at, base)
      const stretch = row && unpackStretch(row.columns)
      // what cannot be read is made anew of the entries
      if (!row || !stretch) break
      this.stretches.push(stretch)
      this.#last = at = row.last
      if (count % atOnce === 0) await turn()
    }
  }

  #open(): Stretch {
    const last = this.stretches.at(-1)
    if (last && last.count < stretchOf) return last
    const next = emptyStretch()
    this.stretches.push(next)
    return next
  }

  #add(stretch: Stretch, row: Row): void {
    const { numbers, words, count } = stretch
    numbers.n[count] = row.seq
    numbers.at[count] = Date.parse(row.at) || 0
    numbers.mono[count] = row.mono
    numbers.epoch[count] = row.epoch
    const hex = row.op?.replaceAll('-', '') ?? ''
    // what changed nothing comes after what did
    numbers.opHigh[count] = hex === '' ? noOp : Number.parseInt(hex.slice(0, 12), 16) || 0
    numbers.opLow[count] = Number.parseInt(hex.slice(12, 24), 16) || 0
    for (const field of wordFields) words[field][count] = row[field] === null ? 0 : this.#code(row[field])
    stretch.count += 1
    this.#last = row.seq
  }

  #code(word: string): number {
    const known = this.#codes.get(word)
    if (known !== undefined) return known
    this.#codes.set(word, this.words.length)
    return this.words.push(word) - 1
  }

  /** A disk that is full, or is only read, keeps it from being kept: then it is made anew the next time. */
  #keep(stretch: Stretch): void {
    if (this.#isVoid()) return
    const { n } = stretch.numbers
    const addWord = this.#db.prepare('INSERT OR REPLACE INTO audit_word (code, word) VALUES (?, ?)')
    try {
      this.#db
        .transaction(() => {
          for (let code = this.#wordsKept; code < this.words.length; code += 1)
            addWord.run(code, this.words[code])
          this.#db
            .prepare('INSERT OR REPLACE INTO audit_stretch (first, last, columns) VALUES (?, ?, ?)')
            .run(n[0], n[stretch.count - 1], packStretch(stretch))
        })
        .immediate()
      this.#wordsKept = this.words.length
    } catch {
      return
    }
  }
}
