/**
 * After an update: types of records that have changed since what is here was read are read once more. Each transaction carries rows
 * together with the note of how far it is.
 */
import { z } from 'zod'
import type { RowsPage } from '../../shared/sync/wire.ts'
import { applyRows } from './apply.ts'
import { ChartGate } from './chart-gate.ts'
import { Covered } from './covered.ts'
import type { Store } from './store.ts'
import type { Published } from './tx.ts'

const Refetching = z.object({
  /** The schema that all rows are read as when it is done. */
  schema: z.int(),
  /** The first is under way. */
  types: z.array(z.string()),
  /** The last id of it that is in. */
  after: z.string().nullable(),
})
export type Refetching = z.output<typeof Refetching>

/** Null where everything here was read as this version reads it. */
export function refetching({ sync }: Store): Refetching | null {
  const text = sync.get('refetch')
  return text === null ? null : Refetching.parse(JSON.parse(text))
}

/** What the cloud says has changed. `schema`: the cloud's, which may be older than this version's. */
export function noteRefetch(store: Store, types: readonly string[], schema: number): void {
  const { sync, known } = store
  const reached = Math.min(schema, known.schema)
  if (sync.number('readAs', 1) >= reached || refetching(store)?.schema === reached) return
  note(store, { schema: reached, types: types.filter((type) => known.of(type)), after: null })
}

/**
 * Applies rows of the type that is under way, which are as of the point this workstation stands at; of charts that are not held
 * none comes back. `at`: ISO 8601 now.
 */
export function applyRefetched(store: Store, under: Refetching, page: RowsPage, at: string): Published {
  const [type = ''] = under.types
  let published: Published = { tables: [], patients: [] }
  store.db
    .transaction(() => {
      const { seq } = page.asOf
      const rows = page.rows.map(({ id, v, r }) => ({ type, id, version: v, row: { ...r, id }, seq }))
      const [gate, covered] = [new ChartGate(store, at), new Covered(store)]
      const held = gate.isOpen ? rows : rows.filter((row) => gate.admits(row, covered))
      published = applyRows(store, held, true)
      if (page.more) note(store, { ...under, after: page.rows.at(-1)?.id ?? under.after })
      else note(store, { ...under, types: under.types.slice(1), after: null })
    })
    .immediate()
  store.touched(published.tables)
  return published
}

function note({ sync }: Store, under: Refetching): void {
  if (under.types.length > 0) return sync.set('refetch', JSON.stringify(under))
  sync.clear('refetch')
  sync.set('readAs', String(under.schema))
}
