import { z } from 'zod'
import { Op } from '../../shared/kernel/op.ts'
import type { Conflict } from '../../shared/sync/conflict.ts'
import { conflictFields, rowNow } from '../pipeline/conflicts.sql.ts'
import { unpack } from '../store/packing.ts'
import { kindsOf } from '../../shared/kernel/sensitivity.ts'
import type { Reader } from '../store/reader.ts'
import { SeenReader } from '../store/seen-reader.ts'
import { isKept } from '../store/sensitive.sql.ts'

export const openConflicts = (read: Reader, patientId: string | null): Conflict[] =>
  read.all((sql) => {
    const query = sql
      .selectFrom('conflicts')
      .select(conflictFields)
      .where('state', '=', 'open')
      .orderBy('madeAt')
      .limit(500)
    return patientId === null ? query : query.where('patientId', '=', patientId)
  })

type Refused = { op: string; reason: string; body: Uint8Array; madeAt: string }

export const openRefused = (read: Reader): Refused[] =>
  read.rows<Refused>(
    `SELECT op, reason, body, madeAt FROM attention WHERE state = 'open' ORDER BY madeAt LIMIT 500`,
  )

export const isOpenRefusal = (read: Reader, op: string): boolean =>
  read.rows(`SELECT 1 FROM attention WHERE op = ? AND state = 'open'`, op).length > 0

/** The op, as this version would have made it; null for what is not one: a row the cloud lost. */
export function opOfBody(read: Reader, body: Uint8Array): Op | null {
  const parsed = Op.safeParse(JSON.parse(unpack(body)))
  return parsed.success ? read.known.upConvert(parsed.data) : null
}

/** `O’Kon, Raeann`; empty for what belongs to no chart. */
export const patientNameOf = (read: Reader, patientId: string | null): string => {
  const [row] =
    patientId === null
      ? []
      : read.rows<{ family: string; given: string }>(
          'SELECT family, given FROM patients WHERE id = ?',
          patientId,
        )
  return row ? [row.family, row.given].filter(Boolean).join(', ') : ''
}

const nameFields = ['name', 'displayName', 'substance', 'vaccine', 'title', 'description', 'kind', 'family']

/** What people call a row: the first of the fields that name things. */
export function titleOf(row: Readonly<Record<string, unknown>> | undefined): string {
  const named = nameFields.map((field) => z.string().min(1).safeParse(row?.[field]))
  return named.find((each) => each.success)?.data ?? ''
}

export const userName = (read: Reader, id: string): string => {
  const [row] = read.rows<{ displayName: string }>('SELECT displayName FROM users WHERE id = ?', id)
  return row?.displayName ?? ''
}

/** What was refused and is open: the op as it was made, null for a row that the cloud lost. */
export function refusedOp(read: Reader, op: string): Readonly<{ op: Op | null }> | undefined {
  const [row] = read.rows<{ body: Uint8Array }>(
    `SELECT body FROM attention WHERE op = ? AND state = 'open'`,
    op,
  )
  return row && { op: opOfBody(read, row.body) }
}

/**
 * Whether a refused op says something of an entry that is not shown to whoever reads so. What somebody entered themselves is never kept
 * from them; what the entry says beside it is.
 */
export function isOpKept(read: Reader, op: Op | null, actor: string): boolean {
  const withheld = read instanceof SeenReader ? read.withheld : null
  if (!withheld || !op || op.actor === actor) return false
  return op.changes.some(
    ({ id, base, set }) =>
      [base, set].some((fields) => kindsOf(fields).some((kind) => withheld.kinds.includes(kind))) ||
      isKept(read, withheld, id),
  )
}

/** Whose chart a change is of, as the row says now; null where it is of none. */
export function patientOf(read: Reader, change: Op['changes'][number] | undefined): string | null {
  const field = change && read.known.of(change.type)?.patient
  if (!change || !field) return null
  const row: Record<string, unknown> = {
    ...rowNow(read, change.type, change.id),
    ...change.base,
    ...change.set,
    id: change.id,
  }
  const patient = row[field]
  return typeof patient === 'string' ? patient : null
}

/** Ops that are held because they build on this one, also by way of others; in the order they were made. */
export function waitingFor(read: Reader, op: string): Op[] {
  const held = read
    .rows<{ body: Uint8Array }>(`SELECT body FROM outbox WHERE state = 'held' ORDER BY localSeq`)
    .flatMap(({ body }) => opOfBody(read, body) ?? [])
  const on = new Set([op])
  return held.filter((each) => {
    const builds = each.deps.some((dep) => on.has(dep))
    if (builds) on.add(each.op)
    return builds
  })
}

/** Whether a change makes its row. */
export const isMade = ({ base }: Pick<Op['changes'][number], 'base'>): boolean =>
  Object.keys(base).length === 0

type FaultyFile = {
  sha256: string
  documentId: string
  reason: string
  patientId: string
  title: string
  madeAt: string
}

/** Bytes that could not be carried, by the documents that show them and are not marked as wrong. */
export const faultyFiles = (read: Reader): FaultyFile[] =>
  read.rows<FaultyFile>(
    `SELECT blob.sha AS sha256, documents.id AS documentId, blob.fault AS reason, documents.patientId, documents.title,
       blob.since AS madeAt
     FROM blob INDEXED BY blob_faults JOIN document_file ON document_file.sha = blob.sha
     JOIN documents ON documents.id = document_file.documentId
     WHERE blob.fault IS NOT NULL AND documents.status <> 'entered-in-error' ORDER BY blob.since LIMIT 500`,
  )
