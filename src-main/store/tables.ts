/** The tables as the query builder sees them: the rows of every record, and what only this workstation keeps. */
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { z } from 'zod'
import type { records } from '../../shared/catalog.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { columnKinds, type ColumnKind } from './columns.ts'
import { known } from './known-records.ts'

type Records = typeof records
type SyncedTables = {
  [K in keyof Records as Records[K]['table'] & K]: z.output<Records[K]['row']> & { version: number }
}
/** Columns the store derives (record.ts); only these tables have any. */
type DerivedColumns = {
  patients: { n: number; sortName: string; searchText: string; numbers: string }
  practitioners: { sortName: string }
  documents: { files: string | null }
}
type LocalTables = {
  outbox: {
    localSeq: number
    op: string
    incarnation: number
    dseq: number
    kind: string
    body: Uint8Array
    sha: Uint8Array
    deps: string
    state: 'queued' | 'acked' | 'held' | 'rejected'
    status: string | null
    ackSeq: number | null
    attempts: number
    lastError: string | null
    madeAt: string
  }
  outbox_effect: { type: string; id: string; localSeq: number; action: 'put' | 'amend' | 'remove' }
  draft: { owner: string; kind: string; subject: string; sealed: Uint8Array; updatedAt: string }
  preference: { owner: string; name: string; value: string }
  done_command: { id: string; actor: string; sha: Uint8Array; output: string; at: string }
  import_run: {
    id: string
    startedBy: string
    startedAt: string
    endedAt: string | null
    state: 'running' | 'finished' | 'cancelled' | 'failed' | 'interrupted'
    reason: string | null
    source: string
    folder: string
    report: string
  }
  import_refusal: {
    run: string
    n: number
    file: string
    line: number
    resourceType: string
    path: string
    reason: string
    detail: string
  }
  blob: {
    sha: string
    size: number
    since: string
    here: 0 | 1
    madeHere: 0 | 1
    stored: 0 | 1 | 2
    sent: number
    got: number
    fault: string | null
  }
  document_file: { sha: string; documentId: string }
  staged_file: { sha: string; owner: string; patientId: string; contentType: string; at: string }
  identifier_index: { resourceType: string; system: string; value: string; id: string }
  pending_reference: {
    type: string
    id: string
    path: string
    what: 'id' | 'name' | 'held'
    resourceType: string
    targetId: string | null
    system: string | null
    value: string
    max: number
  }
}
export type Tables = {
  [T in keyof SyncedTables]: SyncedTables[T] & (T extends keyof DerivedColumns ? DerivedColumns[T] : unknown)
} & LocalTables

/** Builds SQL; it is run synchronously by Reader, never by Kysely. */
export const sqlBuilder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** The record a wire type names, or undefined for one this version does not know. */
export const recordOfType = (type: string): RecordType | undefined => known.of(type)

const kindsByTable = new Map(known.all.map((record) => [record.table, columnKinds(record)]))

/** How a column of a table is coded; `plain` for what no record names. One name may be coded otherwise elsewhere. */
export const kindOfColumn = (table: string, column: string): ColumnKind =>
  kindsByTable.get(table)?.get(column) ?? 'plain'
