import type { z } from 'zod'

/**
 * What happens to one field when two workstations changed it while apart.
 * low: the later change wins and the other is kept in history. clinical, identity: both are kept and shown
 * until a person chooses. set: elements are added and removed one by one. immutable: a later change becomes
 * something else (an addendum, a new version), never this field.
 */
export const mergeClasses = ['low', 'clinical', 'identity', 'set', 'immutable'] as const
export type MergeClass = (typeof mergeClasses)[number]

/** A column the store works out from the row on each write, for searching and sorting; it never travels. */
export type DerivedValue = string | number | null

/** One synced table: its row shape, whose chart it belongs to, and how each field merges. */
export type RecordType<Row extends z.ZodObject = z.ZodObject> = Readonly<{
  /** The name on the wire, singular. */
  type: string
  table: string
  row: Row
  /** The field that names the patient whose chart the row belongs to; null for what belongs to no chart. */
  patient: (keyof Row['shape'] & string) | null
  merge: Readonly<Record<string, MergeClass>>
  /** `high`: where two truths about it could hurt somebody, the chart says so until a person has chosen. */
  safety: 'low' | 'high'
  derived: Readonly<{
    columns: readonly string[]
    of(row: z.output<Row>): Readonly<Record<string, DerivedValue>>
  }>
}>

type FieldOf<Row extends z.ZodObject> = Exclude<keyof Row['shape'] & string, 'id'>

/** `merge` gives a class to every field but `id`: `{ all: 'clinical', note: 'low' }`; what `all` does not say, a field must. */
export function defineRecord<Row extends z.ZodObject>(
  record: Readonly<{
    type: string
    table: string
    row: Row
    patient: (keyof Row['shape'] & string) | null
    merge: Readonly<Partial<Record<FieldOf<Row>, MergeClass>>> &
      (Readonly<{ all: MergeClass }> | Readonly<Record<FieldOf<Row>, MergeClass>>)
    safety?: 'high'
    derived?: RecordType<Row>['derived']
  }>,
): RecordType<Row> {
  const given: Readonly<Record<string, MergeClass | undefined>> = record.merge
  const merge: Record<string, MergeClass> = {}
  for (const field of Object.keys(record.row.shape)) {
    if (field === 'id') continue
    const mergeClass = given[field] ?? given['all']
    if (mergeClass !== undefined) merge[field] = mergeClass
  }
  return Object.freeze({
    type: record.type,
    table: record.table,
    row: record.row,
    patient: record.patient,
    merge: Object.freeze(merge),
    safety: record.safety ?? 'low',
    derived: record.derived ?? { columns: [], of: () => ({}) },
  })
}

export type RowOf<R extends RecordType> = z.output<R['row']> & { id: string }
