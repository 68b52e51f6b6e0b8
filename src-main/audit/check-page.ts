/** Whether a page of the practice's log is what the cloud has signed, goes on from what is here, and from every tree that was shown before. */
import { logStart, readEntry, type LogEntry } from '../../shared/audit/entry.ts'
import { addLeaf, isConsistent, leafHash, leafText, rootOf } from '../../shared/audit/merkle.ts'
import { originOf } from '../../shared/audit/published.ts'
import { placeOf, readTombstone } from '../../shared/audit/tombstone.ts'
import type { EntriesPage, LeafEntry } from '../../shared/audit/whole-wire.ts'
import type { AlarmKind, TreeHead } from '../../shared/audit/wire.ts'
import { isSigned, sha256 } from './chain-crypto.ts'

/** `purge`: by which it went; null where it is there. `seq`: its place in the tree, from 1. */
export type Leaf = Readonly<{ seq: number; entry: LogEntry; text: string; h: string; purge: string | null }>

export type Held = Readonly<{
  practice: string
  /** SPKI, DER, base64. */
  receiptKey: string
  /** Leaves that are here, and the right edge of their tree. */
  size: number
  edge: readonly string[]
  /** Of which history; null where nothing is here yet. */
  history: string | null
  /** Of which history the lane of the own log was shown the tree last; null where it was shown none. */
  laneHistory: string | null
  /** Trees that were shown before, as they were sent. */
  seen: readonly TreeHead[]
  /** The last entry that is here of the log of a workstation, in an epoch. */
  headOf(device: string, epoch: number): Readonly<{ n: number; h: string }> | null
}>

/** `place`: of the first leaf that does not fit, as far as that shows; null where it is the tree. */
export type PageFault = Readonly<{
  kind: AlarmKind
  place: number | null
  device: string | null
  n: number | null
}>
export type Checked =
  | Readonly<{ fault: PageFault }>
  /** Of another history than what is here, or than the lane knows of: the cloud was restored, or shows two. */
  | Readonly<{ restored: string }>
  | Readonly<{ tree: TreeHead; leaves: readonly Leaf[]; edge: readonly string[] }>

const hash = (bytes: Uint8Array): string => sha256(bytes).toString('hex')
const ofTree = (kind: AlarmKind): Checked => ({ fault: { kind, place: null, device: null, n: null } })

/** Entries looked at in one go: a few milliseconds. */
const atOnce = 100

export async function checkPage(page: EntriesPage, held: Held, turn: () => Promise<void>): Promise<Checked> {
  const { said, sig } = page.tree
  if (!isSigned(held.receiptKey, said, sig)) return ofTree('other-key')
  const history = said.origin.slice(-36)
  if (said.origin !== originOf(held.practice, history)) return ofTree('rewritten')
  for (const known of [held.laneHistory, held.history])
    if (known !== null && known !== history) return { restored: history }
  const tree = { history, size: said.size, root: said.root }
  for (const [index, seen] of held.seen.entries()) {
    // what was shown to the lane before the cloud was restored says nothing of this history
    if (seen.history !== history) continue
    const proof = page.goesOn[index]
    if (!proof || !isConsistent(hash, seen, tree, proof)) return ofTree('rewritten')
  }
  // there is more, and it is not shown
  if (page.entries.length === 0 && held.size < tree.size) return ofTree('rewritten')
  const leaves: Leaf[] = []
  const heads = new Map<string, Readonly<{ n: number; h: string }> | null>()
  let edge = held.edge
  for (const [index, given] of page.entries.entries()) {
    const leaf = leafOf(given, held.size + index + 1)
    if (!leaf) return { fault: { kind: 'rewritten', place: held.size + index + 1, device: null, n: null } }
    const { device, epoch, n } = leaf.entry
    const of = `${device}/${epoch}`
    if (!heads.has(of)) heads.set(of, held.headOf(device, epoch))
    if (!goesOn(leaf, heads.get(of) ?? null))
      return { fault: { kind: 'rewritten', place: leaf.seq, device, n } }
    heads.set(of, { n, h: leaf.h })
    edge = addLeaf(hash, edge, leaf.seq - 1, leafHash(hash, leafText(device, epoch, n, leaf.h)))
    leaves.push(leaf)
    if (index % atOnce === atOnce - 1) await turn()
  }
  const mine = { size: held.size + leaves.length, root: rootOf(hash, edge) }
  return isConsistent(hash, mine, tree, page.consistency)
    ? { tree, leaves, edge }
    : { fault: { kind: 'rewritten', place: leaves.length > 0 ? held.size + 1 : null, device: null, n: null } }
}

function leafOf({ text, h }: LeafEntry, seq: number): Leaf | null {
  if (h === null) {
    const entry = readEntry(text)
    return entry && { seq, entry, text, h: sha256(text).toString('hex'), purge: null }
  }
  const stone = readTombstone(text)
  return stone && { seq, entry: placeOf(stone), text, h, purge: stone.purge }
}

/** Goes on from the entry before it of its own log. What an epoch begins with goes on from what that epoch says, and says so. */
function goesOn({ entry, purge }: Leaf, head: Readonly<{ n: number; h: string }> | null): boolean {
  if (head) return entry.n === head.n + 1 && entry.prev === head.h
  if (entry.n === 1) return entry.prev === logStart
  // of a tombstone only its place is known
  return purge !== null || entry.action === 'audit.new-epoch'
}
