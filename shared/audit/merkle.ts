/**
 * The tree over all entries of a practice, of every workstation, in the order in which the cloud took them: RFC 6962, section
 * 2.1. Who has its root of once can be shown that everything of then still stands, at the same place.
 */

/** SHA-256 of bytes, as 64 hex digits; Node's, on both sides. */
export type HashBytes = (bytes: Uint8Array) => string

/** Leaves from one to before another, of which the hash of a subtree is made: `to - from` is what it holds. */
export type Range = readonly [from: number, to: number]

/** What a leaf says: whose entry, which, and its hash. */
export const leafText = (device: string, epoch: number, n: number, h: string): string =>
  `${device}/${epoch}/${n}/${h}`

export function leafHash(hash: HashBytes, text: string): string {
  const bytes = new Uint8Array(text.length + 1)
  for (let at = 0; at < text.length; at += 1) bytes[at + 1] = text.charCodeAt(at)
  return hash(bytes)
}

export function nodeHash(hash: HashBytes, left: string, right: string): string {
  const bytes = new Uint8Array(1 + (left.length + right.length) / 2)
  bytes[0] = 1
  putHex(bytes, 1, left)
  putHex(bytes, 1 + left.length / 2, right)
  return hash(bytes)
}

function putHex(bytes: Uint8Array, from: number, hex: string): void {
  for (let at = 0; at < hex.length; at += 2)
    bytes[from + at / 2] = digit(hex.charCodeAt(at)) * 16 + digit(hex.charCodeAt(at + 1))
}
/** Of a hex digit in small letters. */
const digit = (code: number): number => (code < 58 ? code - 48 : code - 87)

export const emptyRoot = (hash: HashBytes): string => hash(new Uint8Array())

/**
 * The right edge of a tree: hashes of its full subtrees, the largest first; one for each 1 of `size`, in binary. Adding a
 * leaf needs nothing else of the tree. Calls `made` for each full subtree that comes to be, leaves being of level 0.
 */
export function addLeaf(
  hash: HashBytes,
  edge: readonly string[],
  size: number,
  leaf: string,
  made: (level: number, index: number, hash: string) => void = () => undefined,
): string[] {
  const next = [...edge]
  let [top, level, index] = [leaf, 0, size]
  made(0, index, top)
  while (index % 2 === 1) {
    top = nodeHash(hash, next.pop() ?? '', top)
    index = (index - 1) / 2
    level += 1
    made(level, index, top)
  }
  return [...next, top]
}

export function rootOf(hash: HashBytes, edge: readonly string[]): string {
  return edge.length === 0
    ? emptyRoot(hash)
    : edge.toReversed().reduce((right, left) => nodeHash(hash, left, right))
}

/** The largest power of two below `n`; `n` > 1. */
function half(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The subtrees whose hashes show that leaf `index` is in a tree of `size`, in the order of section 2.1.1. */
export function inclusionRanges(index: number, size: number): Range[] {
  const path = (m: number, from: number, to: number): Range[] => {
    if (to - from <= 1) return []
    const middle = from + half(to - from)
    return m < middle
      ? [...path(m, from, middle), [middle, to] as const]
      : [...path(m, middle, to), [from, middle] as const]
  }
  return path(index, 0, size)
}

/** The subtrees whose hashes show that a tree of `size` goes on from one of `old`, in the order of section 2.1.2. */
export function consistencyRanges(old: number, size: number): Range[] {
  const proof = (m: number, from: number, to: number, whole: boolean): Range[] => {
    if (m === to - from) return whole ? [] : [[from, to] as const]
    const k = half(to - from)
    return m <= k
      ? [...proof(m, from, from + k, whole), [from + k, to] as const]
      : [...proof(m - k, from + k, to, false), [from, from + k] as const]
  }
  return old === 0 || old >= size ? [] : proof(old, 0, size, true)
}

/** Whether the leaf is at `index` of the tree with this root (RFC 9162, 2.1.3.2). */
export function isIncluded(
  hash: HashBytes,
  leaf: string,
  index: number,
  tree: Readonly<{ size: number; root: string }>,
  path: readonly string[],
): boolean {
  if (index >= tree.size) return false
  let [fn, sn, r] = [index, tree.size - 1, leaf]
  for (const p of path) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      r = nodeHash(hash, p, r)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else r = nodeHash(hash, r, p)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && r === tree.root
}

/** Whether the later tree holds all of the earlier one, unchanged and at its place (RFC 9162, 2.1.4.2). */
export function isConsistent(
  hash: HashBytes,
  old: Readonly<{ size: number; root: string }>,
  now: Readonly<{ size: number; root: string }>,
  proof: readonly string[],
): boolean {
  if (old.size > now.size) return false
  if (old.size === now.size) return proof.length === 0 && old.root === now.root
  if (old.size === 0) return proof.length === 0
  // a full tree is its own first hash
  const path = isPowerOfTwo(old.size) ? [old.root, ...proof] : [...proof]
  let [fn, sn] = [old.size - 1, now.size - 1]
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  const [first, ...rest] = path
  if (first === undefined) return false
  let [fr, sr] = [first, first]
  for (const c of rest) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(hash, c, fr)
      sr = nodeHash(hash, c, sr)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else sr = nodeHash(hash, sr, c)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return fr === old.root && sr === now.root && sn === 0
}

const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n))
