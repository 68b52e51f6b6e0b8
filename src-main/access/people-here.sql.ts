import type { Reader } from '../store/reader.ts'

export const namedPeople = (read: Reader) =>
  read
    .all((sql) => sql.selectFrom('users').select(['id', 'username', 'displayName']))
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName))

export const namesOf = (read: Reader, id: string) =>
  read.first((sql) => sql.selectFrom('users').select(['username', 'displayName']).where('id', '=', id))
