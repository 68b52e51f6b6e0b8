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
  /** The schema (shared/sync/wire) it last changed in: a workstation that read it as of an earlier one reads it once more. */
  changedIn: number
  /** Fields that were added since, and what a row says in them that was written before. */
  added: Readonly<Record<string, unknown>>
  /** `high`: where two truths about it could hurt somebody, the chart says so until a person has chosen. */
  safety: 'low' | 'high'
  /** `cloud`: a fact that only the cloud knows; an op of a workstation that names it is refused. */
  by: 'people' | 'cloud'
  derived: Readonly<{
    columns: readonly string[]
    of(row: z.output<Row>): Readonly<Record<string, DerivedValue>>
  }>
}>

type FieldOf<Row extends z.ZodObject> = Exclude<keyof Row['shape'] & string, 'id'>

/**
 * `merge` gives a class to every field but `id`: `{ all: 'clinical', note: 'low' }`; what `all` does not say, a field must.
 * `since`: the schema the record came in with, where that was not the first; `added`: by field, the schema it came in with and what
 * rows say in it that were written before.
 */
export function defineRecord<Row extends z.ZodObject>(
  record: Readonly<{
    type: string
    table: string
    row: Row
    patient: (keyof Row['shape'] & string) | null
    merge: Readonly<Partial<Record<FieldOf<Row>, MergeClass>>> &
      (Readonly<{ all: MergeClass }> | Readonly<Record<FieldOf<Row>, MergeClass>>)
    safety?: 'high'
    by?: RecordType['by']
    since?: number
    added?: Readonly<Partial<Record<FieldOf<Row>, Readonly<{ since: number; absent: unknown }>>>>
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
  const added = Object.entries(record.added ?? {}) as [string, { since: number; absent: unknown }][]
  return Object.freeze({
    type: record.type,
    table: record.table,
    row: record.row,
    patient: record.patient,
    merge: Object.freeze(merge),
    safety: record.safety ?? 'low',
    by: record.by ?? 'people',
    changedIn: Math.max(record.since ?? 1, ...added.map(([, { since }]) => since)),
    added: Object.freeze(Object.fromEntries(added.map(([field, { absent }]) => [field, absent]))),
    derived: record.derived ?? { columns: [], of: () => ({}) },
  })
}

export type RowOf<R extends RecordType> = z.output<R['row']> & { id: string }

/** A row of any schema so far, with every field it has now. */
export const completed = (
  { added }: Pick<RecordType, 'added'>,
  row: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => (Object.keys(added).length === 0 ? row : { ...added, ...row })
