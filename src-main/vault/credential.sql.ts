import type { Reader } from '../store/reader.ts'

export const credentialOf = (read: Reader, userId: string) =>
  read.first((sql) =>
    sql.selectFrom('credentials').select(['keys', 'secondFactor', 'version']).where('id', '=', userId),
  )

export const usernameOf = (read: Reader, userId: string) =>
  read.first((sql) => sql.selectFrom('users').select('username').where('id', '=', userId))?.username
