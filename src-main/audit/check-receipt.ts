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
  if (sent !== null && !isShown(receipt, inclusion, sent, expected.hashAt(sent))) return 'rewritten'
  if (tree === null) return null
  if (tree.history !== receipt.tree.history) return 'cloud-restored'
  return consistency && isConsistent(hash, tree, receipt.tree, consistency) ? null : 'rewritten'
}

/** What shows that the last entry of a receipt that holds is in its tree; null where that was not shown. */
export function inclusionOf({ receipt, inclusion }: AuditTaken): AuditTaken['inclusion'] {
  return isShown(receipt, inclusion, receipt.n, receipt.h) ? inclusion : null
}

function isShown(
  { device, epoch, tree }: AuditTaken['receipt'],
  inclusion: AuditTaken['inclusion'],
  n: number,
  h: string | null,
): boolean {
  if (h === null || !inclusion) return false
  return isIncluded(
    hash,
    leafHash(hash, leafText(device, epoch, n, h)),
    inclusion.index,
    tree,
    inclusion.path,
  )
}
