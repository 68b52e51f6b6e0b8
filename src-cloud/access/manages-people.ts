/** Who may ask the cloud for what is no op and still is about who gets in. */
import type { Pool } from 'pg'
import type { Credential } from '../postgres/credentials.ts'
import { peopleRows } from '../postgres/people.ts'
import { grantsFor } from './make-grants.ts'

/** By the cloud's own rows and clock, as it would be granted. */
export async function managesPeople(
  pool: Pool,
  { practice, device }: Credential,
  user: string,
): Promise<boolean> {
  const rows = await peopleRows(pool, practice)
  const granted = grantsFor(rows, { practice, device, nowMs: Date.now() })
  return granted.some((grant) => grant.user === user && grant.permissions.includes('user.manage'))
}
