import type { Conflict } from '../../shared/sync/conflict.ts'
import { conflictFields } from '../pipeline/conflicts.sql.ts'
import type { Reader } from '../store/reader.ts'

/** Open conflicts about rows of these types, the oldest first. */
export const openConflictsOf = (
  read: Reader,
  types: readonly string[],
): readonly (Conflict & { version: number })[] =>
  read.all((sql) =>
    sql
      .selectFrom('conflicts')
      .select([...conflictFields, 'version'])
      .where('state', '=', 'open')
      .where('entityType', 'in', types)
      .orderBy('madeAt')
      .limit(500),
  )

export type PersonRow = { family: string; given: string; mrn: string; birthDate: string | null }
export const personRow = (read: Reader, id: string): PersonRow | undefined =>
  read.rows<PersonRow>('SELECT family, given, mrn, birthDate FROM patients WHERE id = ?', id)[0]

export const nameOfUser = (read: Reader, id: string): string =>
  read.rows<{ displayName: string }>('SELECT displayName FROM users WHERE id = ?', id)[0]?.displayName ?? ''

export const nameOfResource = (read: Reader, id: string): string =>
  read.rows<{ name: string }>('SELECT name FROM resources WHERE id = ?', id)[0]?.name ?? ''
