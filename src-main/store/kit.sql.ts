/** The practice's emergency kit, and each time one was used. */
import type { Reader } from './reader.ts'

/** There is one at most, by the practice's id. */
export const kitOf = (read: Reader) =>
  read.first((sql) => sql.selectFrom('emergencyKits').select(['id', 'kit', 'version']).limit(1))

/** A handful in a practice's life. */
export const usesOf = (read: Reader) =>
  read.all((sql) =>
    sql
      .selectFrom('kitUses')
      .select(['id', 'kitId', 'device', 'at', 'names', 'reason', 'marks'])
      .orderBy('at', 'desc'),
  )
