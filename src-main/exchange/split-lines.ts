import { largestResource } from '../../shared/exchange/original.ts'

/** One line of an NDJSON file, without its end. `bytes` is null where it was too long to be kept. */
export type Line = Readonly<{ line: number; bytes: Buffer | null }>

const newline = 10
const carriageReturn = 13

/** Splits bytes that come in pieces into lines; holds no more than one line, and never more than one resource may be. */
export class LineSplitter {
  #line = 1
  #parts: Buffer[] = []
  #size = 0

  push(piece: Buffer): Line[] {
    const lines: Line[] = []
    let from = 0
    for (let to = piece.indexOf(newline); to >= 0; to = piece.indexOf(newline, from)) {
      this.#keep(piece.subarray(from, to))
      lines.push(this.#take())
      from = to + 1
    }
    this.#keep(piece.subarray(from))
    return lines
  }

  /** What stands after the last line end, if anything does. */
  end(): Line[] {
    return this.#size > 0 ? [this.#take()] : []
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return
    this.#size += part.length
    // a line end of two bytes and a mark at the start of the file do not count
    if (this.#size > largestResource + 4) this.#parts = []
    else this.#parts.push(part)
  }

  #take(): Line {
    const tooLong = this.#size > largestResource + 4
    const [only] = this.#parts
    const whole = this.#parts.length === 1 && only ? only : Buffer.concat(this.#parts)
    const end = whole.at(-1) === carriageReturn ? whole.length - 1 : whole.length
    const taken = { line: this.#line, bytes: tooLong ? null : whole.subarray(0, end) }
    this.#line += 1
    this.#parts = []
    this.#size = 0
    return taken
  }
}
