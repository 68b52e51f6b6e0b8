/** The emergency kit: a key pair whose private half opens with two of three sheets (Shamir, docs/threat-model.md "The emergency kit"). */
import { randomBytes } from 'node:crypto'
import { combine, split } from 'shamir-secret-sharing'
import { kitSheets, type EmergencyKit } from '../../shared/access/emergency-kit.ts'
import { codeBytes } from '../../shared/kernel/code-text.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { kitKey, newKeyPair, seal, unseal } from './keys.ts'
import { readRecoveryCode, writeRecoveryCode } from './recovery-code.ts'

/** A share is the secret and one byte that says which share it is: as long as any other code on paper. */
const secretBytes = codeBytes - 1

export type KitSheet = Readonly<{ name: string; code: string }>
export type MadeKit = Readonly<{ kit: EmergencyKit; sheets: readonly KitSheet[] }>

export async function newKit(
  tenant: string,
  { id, madeAt, madeBy }: Pick<EmergencyKit, 'id' | 'madeAt' | 'madeBy'>,
  names: readonly string[],
): Promise<MadeKit> {
  const secret = randomBytes(secretBytes)
  const { publicKey, privateKey } = await newKeyPair()
  const key = kitKey(secret, tenant)
  const shares = (await split(new Uint8Array(secret), kitSheets.made, kitSheets.needed)).map((share) =>
    Buffer.from(share),
  )
  try {
    const wrapped = seal(key, privateKey, aadOf(tenant, id))
    const of = names.map((name, index) => {
      const share = shares[index]
      must(share?.length === codeBytes, 'kit.share')
      return { name, mark: markOf(share), code: writeRecoveryCode(share) }
    })
    const holders = of.map(({ name, mark }) => ({ name, mark }))
    return {
      kit: { id, publicKey: publicKey.toString('base64'), wrapped, holders, madeAt, madeBy },
      sheets: of.map(({ name, code }) => ({ name, code })),
    }
  } finally {
    for (const each of [secret, privateKey, key, ...shares]) each.fill(0)
  }
}

/** Which share it is. */
const markOf = (share: Buffer): number => share.at(-1) ?? 0

/**
 * The private half, and which sheets it was. Throws `kit.not-a-sheet`, `kit.one-sheet-twice`, and `kit.wrong` where the sheets are not two
 * of this kit.
 */
export async function openKit(
  tenant: string,
  { id, wrapped }: Pick<EmergencyKit, 'id' | 'wrapped'>,
  typed: readonly string[],
): Promise<Readonly<{ privateKey: Buffer; marks: readonly number[] }>> {
  const shares = typed.map((text) => readRecoveryCode(text))
  const read = shares.filter((share) => share !== null)
  let secret: Buffer | null = null
  let key: Buffer | null = null
  try {
    if (read.length < typed.length) throw new AppError('Invalid', 'kit.not-a-sheet')
    const marks = read.map((share) => markOf(share))
    if (new Set(marks).size < kitSheets.needed) throw new AppError('Invalid', 'kit.one-sheet-twice')
    if (marks.includes(0)) throw new AppError('Forbidden', 'kit.wrong')
    secret = Buffer.from(await combine(read.map((share) => new Uint8Array(share))))
    key = kitKey(secret, tenant)
    const privateKey = unseal(key, wrapped, aadOf(tenant, id))
    if (!privateKey) throw new AppError('Forbidden', 'kit.wrong')
    return { privateKey, marks }
  } finally {
    for (const each of [...read, ...(secret ? [secret] : []), ...(key ? [key] : [])]) each.fill(0)
  }
}

const aadOf = (tenant: string, kit: string): string => `emergency-kit/1|${tenant}|${kit}`
