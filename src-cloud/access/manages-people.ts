/** Who may ask the cloud for what is no op: by its own rows, whatever a workstation says of them. */
import type { Pool } from 'pg'
import { credentials } from '../../shared/access/credential.ts'
import type { Credential } from '../postgres/credentials.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { peopleRows } from '../postgres/people.ts'
import { grantsFor, rowsOf } from './make-grants.ts'

/** By the cloud's own rows and clock, as it would be granted. */
export async function mayHere(
  pool: Pool,
  { practice, device }: Credential,
  user: string,
  right: Permission,
): Promise<boolean> {
  const rows = await peopleRows(pool, practice)
  const granted = grantsFor(rows, { practice, device, nowMs: Date.now() })
  return granted.some((grant) => grant.user === user && grant.permissions.includes(right))
}

export const managesPeople = (pool: Pool, credential: Credential, user: string): Promise<boolean> =>
  mayHere(pool, credential, user, 'user.manage')

/** Whether somebody else does, and has come in with a password of their own: whoever is only invited cannot confirm anything yet. */
export async function anotherManages(
  pool: Pool,
  { practice, device }: Credential,
  user: string,
): Promise<boolean> {
  const rows = await peopleRows(pool, practice)
  const came = new Set(
    rowsOf(credentials, rows).flatMap(({ id, keys }) => (keys.byPassword === null ? [] : [id])),
  )
  return grantsFor(rows, { practice, device, nowMs: Date.now() }).some(
    (grant) => grant.user !== user && came.has(grant.user) && grant.permissions.includes('user.manage'),
  )
}
