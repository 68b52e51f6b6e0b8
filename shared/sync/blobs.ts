/** The bytes of documents: how they are cut and named on their way (docs/sync.md, "Blobs"). */
import { z } from 'zod'

/** SHA-256 of the bytes, in hex: what they are known by everywhere. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** One piece on its way, and the largest whole, in bytes. */
export const chunkBytes = 4 * 1024 * 1024
export const largestBlob = 100 * 1024 * 1024
/** So many are on their way at once, in both directions together. */
export const blobsAtOnce = 2

export const chunksOf = (size: number): number => Math.ceil(size / chunkBytes)
/** Of every chunk: 0, 1, 2 … */
export const chunkNumbers = (size: number): number[] => Array.from({ length: chunksOf(size) }, (_, n) => n)

/** Where chunk `n` of so many bytes lies: `to` is past its end. */
export const chunkAt = (size: number, n: number): Readonly<{ from: number; to: number }> => ({
  from: n * chunkBytes,
  to: Math.min(size, (n + 1) * chunkBytes),
})

/** Headers of the answer to `HEAD`, which has no body: how it stands, and the chunks that are missing. */
export const stateHeader = 'x-holdfast-blob'
export const missingHeader = 'x-holdfast-missing'
/** SHA-256 of the chunk in hex, with each that is sent. */
export const chunkShaHeader = 'x-holdfast-sha256'

/** `0-3,7`: numbers in order. */
export function rangesText(numbers: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const n of numbers) {
    const last = ranges.at(-1)
    if (last && n === last[1] + 1) last[1] = n
    else ranges.push([n, n])
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',')
}

/** Null for what says no such numbers, each below `count`. */
export function readRanges(text: string, count: number): readonly number[] | null {
  if (text === '') return []
  const numbers: number[] = []
  for (const range of text.split(',')) {
    const [, from, to = from] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(range) ?? []
    if (from === undefined || to === undefined || Number(to) < Number(from) || Number(to) >= count)
      return null
    for (let n = Number(from); n <= Number(to); n += 1) numbers.push(n)
  }
  return numbers
}
