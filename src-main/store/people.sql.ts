/** Who works in the practice and what they come in with, for their administration and for the vault, which lets them in. */
import type { accessLevels } from '../../shared/access/access-level.ts'
import { users } from '../../shared/access/user.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import type { Reader } from './reader.ts'

const userFields = Object.keys(users.row.shape) as (keyof typeof users.row.shape)[]

/** Everybody who works or has worked here: some hundreds at most, sorted by whoever shows them. */
export const everyPerson = (read: Reader) =>
  read.all((sql) => sql.selectFrom('users').select(['version', ...userFields]))
export type PersonRow = ReturnType<typeof everyPerson>[number]

export const personRow = (read: Reader, userId: string) =>
  read.first((sql) =>
    sql
      .selectFrom('users')
      .select([...userFields, 'version'])
      .where('id', '=', userId),
  )

export const everyLevel = (read: Reader) =>
  read.rows<LevelRow>(
    'SELECT version, id, name, basedOn, permissions, archived, createdAt, scope FROM access_levels',
  )
export type LevelRow = RowOf<typeof accessLevels> & { version: number }

export const everyCredential = (read: Reader) =>
  read.all((sql) => sql.selectFrom('credentials').select(['secondFactor', 'id', 'keys']))
export type CredentialRow = ReturnType<typeof everyCredential>[number]

export const credentialOf = (read: Reader, userId: string) =>
  read.first((sql) =>
    sql
      .selectFrom('credentials')
      .select(['id', 'keys', 'secondFactor', 'createdAt', 'passwordAt', 'version'])
      .where('id', '=', userId),
  )

/** Undefined before the practice's own row was read. */
export const practiceOf = (read: Reader) =>
  read.first((sql) =>
    sql
      .selectFrom('practices')
      .select(['id', 'name', 'timeZone', 'version'])
      .select(['secondFactor', 'leaseHours', 'idleMinutes', 'retention', 'keyMonths'])
      .select(['exportAlone', 'exportMost'])
      .select(['passwordLength', 'passwordDays', 'passwordWords'])
      .limit(1),
  )
