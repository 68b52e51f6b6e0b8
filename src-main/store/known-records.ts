/** What a store knows: the records and the commands of this version, or of the one that a test puts in its place. */
import { records } from '../../shared/catalog.ts'
import type { Op } from '../../shared/kernel/op.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { upConvert } from '../../shared/sync/up-convert.ts'
import { schemaVersion } from '../../shared/sync/wire.ts'

export type Known = Readonly<{
  /** The version of the records' shapes. */
  schema: number
  all: readonly RecordType[]
  /** Undefined for a type that this version does not know. */
  of(type: string): RecordType | undefined
  /** An op that an earlier version made, as this one would have. */
  upConvert(op: Op): Op
}>

export function knowing(
  schema: number,
  all: readonly RecordType[],
  converted: Known['upConvert'] = upConvert,
): Known {
  const byType = new Map(all.map((record) => [record.type, record]))
  return { schema, all, of: (type) => byType.get(type), upConvert: (op) => converted(op) }
}

export const known = knowing(schemaVersion, Object.values(records))
