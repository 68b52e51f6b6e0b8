/** The practice's present list of revocations, signed. */
import type { Pool } from 'pg'
import type { SignedRevocations } from '../../shared/access/revocations.ts'
import { canonicalText } from '../../shared/audit/entry.ts'
import { presentRevocations } from '../postgres/revocations.ts'
import type { SigningKey } from '../signing-key.ts'

export async function signedRevocations(
  pool: Pool,
  practice: string,
  key: SigningKey,
): Promise<SignedRevocations> {
  const list = await presentRevocations(pool, practice)
  return { list, sig: key.sign(canonicalText(list)) }
}
