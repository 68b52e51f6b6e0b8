/** A row as it comes from a cloud that may be older or newer than this version. */
import { completed, type RecordType } from './record.ts'

export type ReadRow = Readonly<{
  row: Record<string, unknown>
  /** Fields that this version does not know; null where there is none. */
  unknown: Readonly<Record<string, unknown>> | null
}>

/** Null for what is no row of this record, even without what a later version has added. */
export function readRow(record: RecordType, given: Readonly<Record<string, unknown>>): ReadRow | null {
  const { shape } = record.row
  const names = Object.keys(given).filter((field) => !Object.hasOwn(shape, field))
  const known = names.length === 0 ? given : without(given, names)
  const parsed = record.row.safeParse(completed(record, known))
  if (!parsed.success) return null
  const unknown = names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, given[name]]))
  return { row: parsed.data, unknown }
}

const without = (given: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(given).filter(([field]) => !names.includes(field)))
