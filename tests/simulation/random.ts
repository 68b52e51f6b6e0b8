/** All chance of a run comes from one seed, in streams of their own, so that leaving out one fault does not move the rest. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
    for (let n = 0; n < 4; n += 1) this.next()
  }

  /** Mulberry32: [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number in [0, n). */
  below(n: number): number {
    return Math.floor(this.next() * n)
  }

  chance(p: number): boolean {
    return this.next() < p
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }

  /** One of the names, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][]
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [name, weight] of entries) {
      left -= weight
      if (left < 0) return name
    }
    return (entries.at(-1) as [K, number])[0]
  }

  /** Exponential around `mean`. */
  wait(mean: number): number {
    return Math.ceil(-Math.log(1 - this.next()) * mean)
  }

  bytes<B extends Uint8Array>(bytes: B): B {
    for (let n = 0; n < bytes.length; n += 1) bytes[n] = this.below(256)
    return bytes
  }

  uuid(): string {
    const hex = Buffer.from(this.bytes(new Uint8Array(16))).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
  }
}
