/** Who works in the practice, as the store has them: for the vault, which decides who may come in. */
import { accessLevels } from '../../shared/access/access-level.ts'
import { credentials } from '../../shared/access/credential.ts'
import { practices } from '../../shared/access/practice.ts'
import { users } from '../../shared/access/user.ts'
import type { RecordType, RowOf } from '../../shared/kernel/record.ts'
import type { Reader } from './reader.ts'
import type { Store } from './store.ts'

export type PersonRow = RowOf<typeof users>
export type CredentialRow = RowOf<typeof credentials>

const select = (record: RecordType, rest = '', also = ''): string =>
  `SELECT ${Object.keys(record.row.shape).join(', ')}${also} FROM ${record.table} ${rest}`

/** Everybody there is or was, the first first. */
export const peopleHere = ({ read }: Pick<Store, 'read'>): PersonRow[] =>
  read.rows(select(users, 'ORDER BY createdAt, id'))

export const credentialsHere = ({ read }: Pick<Store, 'read'>): CredentialRow[] =>
  read.rows(select(credentials))

export const credentialOf = (
  read: Reader,
  user: string,
): (CredentialRow & Readonly<{ version: number }>) | null =>
  read.rows<CredentialRow & { version: number }>(select(credentials, 'WHERE id = ?', ', version'), user)[0] ??
  null

export const personOf = (read: Reader, user: string): PersonRow | null =>
  read.rows<PersonRow>(select(users, 'WHERE id = ?'), user)[0] ?? null

export const levelsHere = ({ read }: Pick<Store, 'read'>): RowOf<typeof accessLevels>[] =>
  read.rows(select(accessLevels))

/** Null before the practice's own row was read. */
export const practiceHere = ({ read }: Pick<Store, 'read'>): RowOf<typeof practices> | null =>
  read.rows<RowOf<typeof practices>>(select(practices, 'LIMIT 1'))[0] ?? null
