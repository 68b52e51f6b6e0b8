/** How a workstation asks for the entries of all workstations of its practice, and what it is shown with them (docs/audit.md). */
import { z } from 'zod'
import { Hex } from './entry.ts'
import { SignedTree } from './published.ts'
import { SignedPurge } from './tombstone.ts'
import { Proof, TreeHead } from './wire.ts'

/** Entries of one answer, and bytes of their texts together. */
export const pageEntries = 250
export const pageBytes = 256 * 1024
/** Purges told in one answer. */
export const pagePurges = 20

export const AskEntries = z.strictObject({
  device: z.uuid(),
  /** For whom it is asked: a user's id. The cloud looks at their right by itself. */
  by: z.uuid(),
  /** How many leaves of the tree are known: what is wanted comes after them. */
  size: z.int().min(0),
  /** Trees that were shown before, to whoever asks or to the lane of its own log: the answer's is shown to go on from each. */
  seen: z.array(TreeHead).max(4),
  /** Purges that are known. */
  purges: z.array(z.uuid()).max(4000),
})
export type AskEntries = z.output<typeof AskEntries>

/** `text`: an entry as it was hashed, or the tombstone of one. `h`: of a tombstone, what its entry hashed to. */
export const LeafEntry = z.object({ text: z.string().max(262_144), h: Hex.nullable() })
export type LeafEntry = z.output<typeof LeafEntry>

export const EntriesPage = z.object({
  /** The tree of the practice as it is, signed. */
  tree: SignedTree,
  /** In the order of the tree, from leaf `size` on. */
  entries: z.array(LeafEntry).max(pageEntries),
  /** That the tree goes on from the one that ends with the last of `entries`. */
  consistency: Proof,
  /** The same of each of `seen`, in their order; null of one that is of another history, or larger. */
  goesOn: z.array(Proof.nullable()).max(4),
  /** What was let go and is not known yet. */
  purges: z.array(SignedPurge).max(pagePurges),
  /** When the cloud last took something of the log of each workstation, by its clock: ISO 8601. */
  heard: z.array(z.object({ device: z.uuid(), at: z.string().max(40) })).max(1000),
})
export type EntriesPage = z.output<typeof EntriesPage>
