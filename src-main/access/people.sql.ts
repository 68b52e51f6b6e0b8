import type { accessLevels } from '../../shared/access/access-level.ts'
import { users } from '../../shared/access/user.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import type { Reader } from '../store/reader.ts'

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
    'SELECT version, id, name, basedOn, permissions, archived, createdAt FROM access_levels',
  )
export type LevelRow = RowOf<typeof accessLevels> & { version: number }

export const everyCredential = (read: Reader) =>
  read.all((sql) => sql.selectFrom('credentials').select(['secondFactor', 'id', 'keys']))
export type CredentialRow = ReturnType<typeof everyCredential>[number]

export const credentialOf = (read: Reader, userId: string) =>
  read.first((sql) =>
    sql.selectFrom('credentials').select(['id', 'keys', 'secondFactor']).where('id', '=', userId),
  )

/** What was done about somebody’s access, in no order. */
export const eventsAbout = (read: Reader, userId: string) =>
  read.all((sql) =>
    sql
      .selectFrom('accessEvents')
      .leftJoin('users', 'users.id', 'accessEvents.by')
      .select(['what', 'reason', 'checked', 'at', 'users.displayName as by'])
      .where('userId', '=', userId),
  )

export const signInPolicy = (read: Reader) =>
  read.first((sql) =>
    sql.selectFrom('practices').select(['id', 'version', 'secondFactor', 'leaseHours']).limit(1),
  )

/** By id, which is by time. */
export const lastReviews = (read: Reader, limit: number) =>
  read.all((sql) =>
    sql
      .selectFrom('accessReviews')
      .select(['id', 'reviewedBy', 'at', 'lines'])
      .orderBy('id', 'desc')
      .limit(limit),
  )
