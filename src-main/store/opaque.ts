/** What a newer cloud says that this version does not know is kept here, unseen, until a version comes that does. */
import { pack, unpack } from './packing.ts'
import type { Store } from './store.ts'

export type Fields = Readonly<Record<string, unknown>>
export type Kept = Readonly<{
  type: string
  id: string
  version: number
  /** Whose chart it is part of: it goes with it. Null for what is held whoever's chart is not. */
  patient: string | null
  fields: Uint8Array
}>

export const anythingOpaque = (store: Store): boolean =>
  store.prepare('SELECT 1 FROM opaque LIMIT 1').get() !== undefined

/** What a row says that is not known here, as of a version; null for nothing, or where the row is gone. For use inside a transaction. */
export function keepOpaque(
  store: Store,
  { type, id, version, patient }: Omit<Kept, 'fields'>,
  fields: Fields | null,
): void {
  if (fields === null) {
    store.prepare('DELETE FROM opaque WHERE type = ? AND id = ? AND version <= ?').run(type, id, version)
    return
  }
  store
    .prepare(
      `INSERT INTO opaque (type, id, version, patient, fields) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (type, id) DO UPDATE
       SET version = excluded.version, patient = excluded.patient, fields = excluded.fields
       WHERE excluded.version >= opaque.version`,
    )
    .run(type, id, version, patient, pack(JSON.stringify(fields)))
}

/** Any version of the cloud's is above it from here on. `but`: SQL of the patients of whose charts that is not so. */
export const forgetOpaqueVersions = (store: Store, but = '()'): void =>
  void store.prepare(`UPDATE opaque SET version = 0 WHERE patient IS NULL OR patient NOT IN ${but}`).run()

/** What no version of the cloud's has come for since goes; `keep` hears of whole rows among it. */
export function dropOpaque(store: Store, keep: (type: string, id: string, packed: Uint8Array) => void): void {
  const left = store
    .prepare<[], Kept>('SELECT type, id, version, patient, fields FROM opaque WHERE version = 0')
    .all()
  for (const { type, id, fields } of left) if (!store.known.of(type)) keep(type, id, fields)
  store.prepare('DELETE FROM opaque WHERE version = 0').run()
}

/** What a row says beside what is known of it here. */
export function opaqueFields(store: Store, type: string, id: string): Fields {
  const kept = store
    .prepare<[string, string], Pick<Kept, 'fields'>>('SELECT fields FROM opaque WHERE type = ? AND id = ?')
    .get(type, id)
  return kept ? (JSON.parse(unpack(kept.fields)) as Fields) : {}
}

/**
 * With a chart's rows goes what was kept of them; but for those that changes of ours wait over. Where the chart has come anew, what
 * it does not have: `keep` is what it has (`type/id`), and what is as old as another history stays.
 */
export function dropOpaqueOf(store: Store, patient: string, keep?: ReadonlySet<string>): void {
  const kept = store
    .prepare<[string], Pick<Kept, 'type' | 'id' | 'version'>>(
      `SELECT type, id, version FROM opaque WHERE patient = ?
       AND NOT EXISTS (SELECT 1 FROM outbox_effect e WHERE e.id = opaque.id AND e.type = opaque.type)
       AND NOT EXISTS (SELECT 1 FROM shadow s WHERE s.id = opaque.id AND s.type = opaque.type)`,
    )
    .all(patient)
  for (const { type, id, version } of kept)
    if (!keep || (version > 0 && !keep.has(`${type}/${id}`)))
      store.prepare('DELETE FROM opaque WHERE type = ? AND id = ?').run(type, id)
}
