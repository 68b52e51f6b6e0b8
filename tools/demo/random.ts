/** The one source of chance in the demo practice: the same seed gives the same numbers on every machine. */

/** Two hex digits of every byte. */
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, integer arithmetic only. */
export class Random {
  private a: number
  private b: number
  private c: number
  private d: number

  /** Streams with different names are independent: drawing more from one never changes another. */
  constructor(...name: readonly (string | number)[]) {
    let a = 0x9e3779b9
    let b = 0x243f6a88
    let c = 0xb7e15162
    const text = name.join('\u001f')
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index)
      a = Math.imul(a ^ unit, 0x85ebca6b)
      b = Math.imul(b ^ unit, 0xc2b2ae35) ^ (a >>> 15)
      c = Math.imul(c ^ unit, 0x27d4eb2f) ^ (b >>> 13)
    }
    this.a = a | 0
    this.b = b | 0
    this.c = c | 0
    this.d = 1
    for (let round = 0; round < 15; round++) this.bits()
  }

  /** 32 bits, signed. */
  private bits(): number {
    const sum = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0
    return sum
  }

  /** From 0, below 1. */
  unit(): number {
    return (this.bits() >>> 0) / 4294967296
  }

  chance(probability: number): boolean {
    return this.unit() < probability
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.unit() * (to - from + 1))
  }

  between(from: number, to: number): number {
    return from + this.unit() * (to - from)
  }

  /** About standard normal, never beyond 3.5: the sum of uniforms needs no logarithm, whose last bit may differ by machine. */
  normal(): number {
    let sum = 0
    for (let index = 0; index < 6; index++) sum += this.unit()
    return Math.max(-3.5, Math.min(3.5, (sum - 3) * 1.4142135623730951))
  }

  pick<T>(from: readonly T[]): T {
    const found = from[Math.floor(this.unit() * from.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }

  /** One of the keys, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const entries = Object.entries(weights) as [K, number][]
    let at = this.unit() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [key, weight] of entries) {
      at -= weight
      if (at < 0) return key
    }
    const [last] = entries.at(-1) ?? []
    if (last === undefined) throw new Error('nothing to pick from')
    return last
  }

  /** The earlier in the list the more often, as surnames are in life: weight 1 / (place + flat). */
  early<T>(from: readonly T[], flat = 6): T {
    const place = Math.floor(flat * ((from.length + flat) / flat) ** this.unit() - flat)
    const found = from[Math.min(from.length - 1, Math.max(0, place))]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }

  shuffle<T>(list: readonly T[]): T[] {
    const mixed = [...list]
    for (let index = mixed.length - 1; index > 0; index--) {
      const other = this.int(0, index)
      const [mine, theirs] = [mixed[index] as T, mixed[other] as T]
      mixed[index] = theirs
      mixed[other] = mine
    }
    return mixed
  }

  /** Shaped as a version 4 UUID (RFC 9562), since that is what other systems export. */
  uuid(): string {
    const byte = (word: number, at: number) => hex[(word >>> at) & 255] ?? ''
    const [p, q, r, s] = [this.bits(), (this.bits() & ~0xf000) | 0x4000, this.bits(), this.bits()]
    const variant = (r & 0x3fffffff) | 0x80000000
    return `${byte(p, 24)}${byte(p, 16)}${byte(p, 8)}${byte(p, 0)}-${byte(q, 24)}${byte(q, 16)}-${byte(q, 8)}${byte(q, 0)}-${byte(variant, 24)}${byte(variant, 16)}-${byte(variant, 8)}${byte(variant, 0)}${byte(s, 24)}${byte(s, 16)}${byte(s, 8)}${byte(s, 0)}`
  }

  digits(count: number): string {
    let text = ''
    for (let index = 0; index < count; index++) text += String(this.int(0, 9))
    return text
  }
}
