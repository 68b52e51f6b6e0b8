/** Which resources of a file, by their place in it; neighbours are kept as one stretch. */
export class Ordinals {
  readonly #stretches: { from: number; to: number }[] = []
  #at = 0

  /** In growing order. */
  add(ordinal: number): void {
    const last = this.#stretches.at(-1)
    if (last?.to === ordinal) last.to += 1
    else this.#stretches.push({ from: ordinal, to: ordinal + 1 })
  }

  /** Asked in growing order too. */
  has(ordinal: number): boolean {
    while ((this.#stretches[this.#at]?.to ?? Infinity) <= ordinal) this.#at += 1
    return (this.#stretches[this.#at]?.from ?? Infinity) <= ordinal
  }
}
