/** The tree of a practice as the cloud signs it for everybody (docs/audit-format.md). */
import { canonicalText, logStart } from '../../shared/audit/entry.ts'
import { originOf, type SignedTree } from '../../shared/audit/published.ts'
import type { AuditKeys } from './keys.ts'
import { treeRoot, type Tree } from './tree.ts'

export type Place = Readonly<{
  /** 0 where it stands by itself. */
  number: number
  /** SHA-256 of the text of the one before. */
  prev: string
}>

/** Of no folder: on paper, or beside an export. */
export const byItself: Place = { number: 0, prev: logStart }

/** `at`: ISO 8601. */
export function signTree(
  keys: Pick<AuditKeys, 'sign'>,
  practice: string,
  tree: Tree,
  at: string,
  place: Place = byItself,
): SignedTree {
  const { size, history } = tree
  const said = {
    v: 1 as const,
    origin: originOf(practice, history),
    ...place,
    size,
    root: treeRoot(tree),
    at,
  }
  return { said, sig: keys.sign(canonicalText(said)) }
}
