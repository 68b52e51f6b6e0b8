/** Whether what the cloud signed is what this workstation sent, and its tree goes on from the one that was seen before. */
import { isConsistent, isIncluded, leafHash, leafText } from '../../shared/audit/merkle.ts'
import type { AlarmKind, AuditTaken, TreeHead } from '../../shared/audit/wire.ts'
import { isSigned, sha256 } from './chain-crypto.ts'

export type Expected = Readonly<{
  /** SPKI, DER, base64. */
  receiptKey: string
  device: string
  epoch: number
  /** The hash of an entry of ours; null where there is none. */
  hashAt(n: number): string | null
  tree: TreeHead | null
  /** The last entry that was sent; null where none was. */
  sent: number | null
}>

const hash = (bytes: Uint8Array): string => sha256(bytes).toString('hex')

/** Null where all of it holds; else what does not. `cloud-restored` is said of a tree of another history. */
export function faultOfReceipt(
  { receipt, sig, consistency, inclusion }: AuditTaken,
  expected: Expected,
): AlarmKind | null {
  const { device, epoch, tree, sent } = expected
  if (!isSigned(expected.receiptKey, receipt, sig)) return 'other-key'
  if (receipt.device !== device || receipt.epoch !== epoch) return 'rewritten'
  if (receipt.n > 0 && receipt.h !== expected.hashAt(receipt.n)) return 'rewritten'
  if (sent !== null && receipt.n < sent) return 'rewritten'
  if (sent !== null) {
    const h = expected.hashAt(sent)
    if (h === null || !inclusion) return 'rewritten'
    const leaf = leafHash(hash, leafText(device, epoch, sent, h))
    if (!isIncluded(hash, leaf, inclusion.index, receipt.tree, inclusion.path)) return 'rewritten'
  }
  if (tree === null) return null
  if (tree.history !== receipt.tree.history) return 'cloud-restored'
  return consistency && isConsistent(hash, tree, receipt.tree, consistency) ? null : 'rewritten'
}
