/**
 * The audit log as a chain: each entry holds the hash of the one before, and a code that is made with a key which is gone a
 * moment later. Whoever owns a workstation can write what comes next, and nothing of what was.
 */
import { readEntry, type LogEntry } from './entry.ts'

/** Node's, on both sides. Keys, hashes and codes are 64 hex digits; texts are UTF-8. */
export type ChainCrypto = Readonly<{
  sha256(text: string): string
  /** HMAC-SHA-256. */
  mac(key: string, text: string): string
  /** The key of the next entry: HKDF-SHA-256 with `evolve`. There is no way back. */
  evolve(key: string): string
}>

/** An entry as it is kept and sent. */
export type Kept = Readonly<{ text: string; h: string; mac: string }>
/** And what `readEntry` has made of it, where somebody has asked it already. */
/** `gone`: its text was let go, and `entry` is its place alone (tombstone.ts): that it went rightly is for whoever asks to see. */
export type KeptRead = Kept & Readonly<{ entry?: LogEntry | null; gone?: true }>
/** A place in a chain: the number of an entry and its hash. */
export type Point = Readonly<{ n: number; h: string }>

/** What was done to a log, as far as it shows. */
export type Mutation =
  'edited' | 'deleted' | 'tail-deleted' | 'reordered' | 'inserted' | 'duplicated' | 'replaced'

export type Verdict =
  | Readonly<{ ok: true; end: Point; epoch: number; key: string | null }>
  | Readonly<{ ok: false; firstBad: number; what: Mutation }>

export type Given = Readonly<{
  /** What the first entry goes on from: what was proven before, or `{n: 0, h: logStart}`. */
  base: Point
  /** The epoch at the base; null takes that of the first entry. */
  epoch: number | null
  /** In the order in which they are kept. */
  entries: readonly KeptRead[]
  /** The key of the first entry; null where codes are not to be looked at. Epochs that begin in between have keys of their own. */
  key: string | null
  /** The first key of an epoch that begins in between; null where it is not known. */
  keyOf?(epoch: number): string | null
  /** What is known of the log from elsewhere: receipts, the keychain, what the workstation has signed. */
  anchors?: readonly Point[]
  /** Whose log it is; null where anybody's will do. */
  device?: string | null
}>

type Read = Kept & Readonly<{ entry: LogEntry | null; own: boolean }>

/** Walks a log, or a stretch of one. Names the first entry that is not what it was, and what was done where that shows. */
export function verifyChain(crypto: ChainCrypto, given: Given): Verdict {
  const { base, entries, anchors = [], device = null } = given
  const rows: Read[] = entries.map((kept) => {
    const entry = kept.entry === undefined ? readEntry(kept.text) : kept.entry
    return {
      ...kept,
      entry,
      own: entry !== null && (kept.gone === true || crypto.sha256(kept.text) === kept.h),
    }
  })
  let { n, h } = base
  let { epoch, key } = given
  for (const [index, row] of rows.entries()) {
    const { entry } = row
    // where a number is missing, what comes after may be told from its own past no more
    if (!entry || !row.own) return bad(n + 1, entry && entry.n > n + 1 ? 'deleted' : 'edited')
    if (entry.n !== n + 1 || entry.prev !== h) return broken(rows, index, base, { n, h })
    if (device !== null && entry.device !== device) return bad(n + 1, 'inserted')
    if (epoch !== null && entry.epoch < epoch) return bad(n + 1, 'edited')
    if (entry.epoch !== epoch && epoch !== null) key = given.keyOf?.(entry.epoch) ?? null
    epoch = entry.epoch
    if (key !== null) {
      // whoever writes a stretch anew has no key for it
      if (crypto.mac(key, row.h) !== row.mac) {
        const goesOn = rows.length === 1 || rows[1]?.entry?.prev === row.h
        return bad(n + 1, index === 0 && goesOn ? 'replaced' : 'edited')
      }
      key = crypto.evolve(key)
    }
    n = entry.n
    h = row.h
  }
  return atAnchors(rows, base, anchors) ?? { ok: true, end: { n, h }, epoch: epoch ?? 1, key }
}

const bad = (firstBad: number, what: Mutation): Verdict => ({ ok: false, firstBad, what })

/** The entry at `index` says another number, or goes on from another entry, than the one before it has. */
function broken(rows: readonly Read[], index: number, base: Point, last: Point): Verdict {
  const here = rows[index]
  const next = last.n + 1
  if (!here?.entry) return bad(next, 'edited')
  const { entry } = here
  const before = rows.slice(0, index)
  const after = rows.slice(index + 1)
  if (before.some((row) => row.h === here.h)) return bad(next, 'duplicated')
  // two of one number, and what follows goes on from the second: the first was put in
  if (entry.n === last.n && after[0]?.entry?.prev === here.h) return bad(last.n, 'inserted')
  const belongs = (row: Read) => row.own && row.entry?.n === next && row.entry.prev === last.h
  const isLater = after.some(belongs)
  if (entry.n > next) return bad(next, isLater ? 'reordered' : 'deleted')
  if (isLater || entry.n < next) return bad(next, 'inserted')
  // right by its number and of another past: what it goes on from was written anew
  return index === 0 ? bad(base.n + 1, 'replaced') : bad(last.n, 'edited')
}

/** A log that is whole in itself may still end too soon, or be another one from somewhere on. */
function atAnchors(rows: readonly Read[], base: Point, anchors: readonly Point[]): Verdict | null {
  const hashAt = (n: number) => (n === base.n ? base.h : rows[n - base.n - 1]?.h)
  const known = anchors.filter(({ n }) => n >= base.n).toSorted((a, b) => a.n - b.n)
  let good = base.n
  for (const { n, h } of known) {
    const here = hashAt(n)
    if (here === undefined) return bad(base.n + rows.length + 1, 'tail-deleted')
    if (here !== h) return bad(good + 1, good === base.n ? 'replaced' : 'edited')
    good = n
  }
  return null
}
