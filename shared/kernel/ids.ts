import { v7, validate } from 'uuid'

/** Where time comes from. `now` is wall time in ms since 1970; `mono` in ms never goes back. */
export type Clock = Readonly<{ now(): number; mono(): number }>

/** Fills a buffer with random bytes. */
export type RandomBytes = (bytes: Uint8Array) => Uint8Array

export type NewId = () => string

/**
 * UUIDv7 ids that only ever grow within one process, even when the clock stands still or goes back (RFC 9562
 * 6.2 method 1): a page of a table is then appended to, not split.
 */
export function makeNewId(clock: Clock, random: RandomBytes): NewId {
  let last = 0
  let seq = 0
  return () => {
    const bytes = random(new Uint8Array(16))
    const now = clock.now()
    if (now > last) {
      last = now
      // starts at 24 random bits of 32, which leaves room for billions of ids in one millisecond
      seq = ((bytes[6] ?? 0) << 16) | ((bytes[7] ?? 0) << 8) | (bytes[8] ?? 0)
    } else {
      seq += 1
      if (seq > 0xffffffff) {
        last += 1
        seq = 0
      }
    }
    return v7({ msecs: last, seq, random: bytes })
  }
}

export const isId = (text: string): boolean => validate(text)
