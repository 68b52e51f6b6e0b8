/** What has been signed of this log, by the cloud and by this workstation, as the audit file has it. */
import type { Point } from '../../shared/audit/chain.ts'
import { Receipt, type Signed } from '../../shared/audit/wire.ts'
import type { Db } from '../store/cipher.ts'

export type KeptReceipt = Readonly<{
  said: Receipt
  sig: string
  /** The place of its entry in its tree, and the hashes that show it; null and none in receipts of before. */
  leaf: number | null
  path: readonly string[]
}>

/** The last of each day, by the cloud's clock. */
export const readReceipts = (db: Db): KeptReceipt[] =>
  db
    .prepare<[], { receipt: string; sig: string; leaf: number | null; path: string | null }>(
      'SELECT receipt, sig, leaf, path FROM audit_receipt ORDER BY day',
    )
    .all()
    .flatMap(({ receipt, sig, leaf, path }) => {
      const said = Receipt.safeParse(JSON.parse(receipt)).data
      return said ? [{ said, sig, leaf, path: JSON.parse(path ?? '[]') as string[] }] : []
    })

/** What this workstation has signed and still has, in order. */
export const readSigned = (db: Db): Signed[] =>
  db
    .prepare<[], { said: string; sig: string }>('SELECT said, sig FROM audit_signed ORDER BY n')
    .all()
    .map(asSigned)

export const asSigned = ({ said, sig }: Readonly<{ said: string; sig: string }>): Signed => ({
  said: JSON.parse(said) as Signed['said'],
  sig,
})

/** Entries that something signed says the hash of. */
export const anchorsOf = (db: Db): Point[] => [
  ...readReceipts(db).map(({ said: { n, h } }) => ({ n, h })),
  ...readSigned(db).map(({ said: { n, h } }) => ({ n, h })),
]
