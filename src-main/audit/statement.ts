/** What lies beside an export of this workstation's log: what was proven here, and what others need to prove it again. */
import { sign, verify, X509Certificate } from 'node:crypto'
import type { Verdict } from '../../shared/audit/chain.ts'
import { canonicalText } from '../../shared/audit/entry.ts'
import { signedText, type Proofs, type Run, type StatementSignature } from '../../shared/audit/published.ts'
import type { AuditFile } from './audit-log.ts'
import { readReceipts, readSigned } from './signed-book.ts'
import { WitnessBook } from './witness-book.ts'

/** What a workstation proves itself with to the cloud: PEM. `ca`: the practice's authority. */
export type Identity = Readonly<{ key: string; cert: string; ca: readonly string[] }>

/** What was signed of a log when its export began: of an entry that is not there at its end, somebody has cut it off. */
export type SignedBefore = Pick<Proofs, 'cloudKey' | 'authority' | 'signed' | 'receipts'>

export type Exported = Readonly<{
  about: Readonly<Record<string, unknown>>
  verdict: Verdict
  runs: readonly Run[]
  whole: boolean
  identity: Identity | null
  signed: SignedBefore
}>

/** Signed by this workstation where it has a certificate. Nothing of it is secret. */
export function statementOf(
  file: AuditFile,
  { about, verdict, runs, whole, identity, signed }: Exported,
): Record<string, unknown> {
  const book = new WitnessBook(file)
  const { last } = file
  const proofs: Proofs = { v: 1, whole, by: 'workstation', runs: [...runs], ...signed, tree: null }
  const statement = {
    ...about,
    workstation: file.device,
    chain: { after: book.base(), to: last, ...(verdict.ok ? { holds: true } : { holds: false, ...verdict }) },
    notWitnessed: book.waiting(),
    openAlarms: book.alarms(),
    proofs,
  }
  return { ...statement, signature: identity && signatureOf(statement, identity) }
}

export function signedBefore(book: WitnessBook, identity: Identity | null): SignedBefore {
  const cert = identity && certOf(identity)
  return {
    cloudKey: book.lane().receiptKey,
    authority: identity?.ca[0] ?? null,
    // what was signed with the key of a certificate that has run out since is proven by what came after
    signed: readSigned(book.db)
      .filter(({ said, sig }) => cert && isSignedWith(cert, canonicalText(said), sig))
      .map((each) => ({ ...each, cert: cert?.raw.toString('base64') ?? '' })),
    receipts: readReceipts(book.db).map((each) => ({ ...each, path: [...each.path] })),
  }
}

const certOf = ({ cert }: Identity): X509Certificate => new X509Certificate(cert)

const isSignedWith = ({ publicKey }: X509Certificate, text: string, sig: string): boolean =>
  verify('sha256', Buffer.from(text), publicKey, Buffer.from(sig, 'base64'))

function signatureOf(statement: Readonly<Record<string, unknown>>, identity: Identity): StatementSignature {
  const sig = sign('sha256', Buffer.from(signedText(statement)), identity.key).toString('base64')
  return { by: 'workstation', cert: certOf(identity).raw.toString('base64'), sig }
}
