/** One patient's record, resource by resource: as it came in where it came in, else as our rows say it. */
import type { Patient as FhirPatient, Resource } from '@medplum/fhirtypes'
import { mapResource, recordFor } from '../../shared/exchange/map-resource.ts'
import { systemOfMrn } from '../../shared/exchange/map-patient.ts'
import { readTypeAndId, References } from '../../shared/exchange/references.ts'
import { chartTypes } from '../../shared/exchange/resource-types.ts'
import type { Bag, NameOf, RefTo } from '../../shared/exchange/write-element.ts'
import {
  broughtUpToDate,
  fileOf,
  labelsOf,
  writeResource,
  written,
  writtenOnly,
} from '../../shared/exchange/write-resource.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import type { documents } from '../../shared/charting/document.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { alike } from '../../shared/kernel/merge-field.ts'
import { kindsOf } from '../../shared/kernel/sensitivity.ts'
import { gatherAmendments } from '../amendments/gather.ts'
import { idByIdentifier } from '../exchange/references.sql.ts'
import { rowIds } from '../exchange/row-id.ts'
import type { Reader } from '../store/reader.ts'
import {
  calledAt,
  enteredHere,
  nameOf,
  originalRow,
  originalsOf,
  versionOf,
  wholeRow,
  type Original,
  type Row,
} from './record.sql.ts'

export type Piece =
  | Readonly<{ is: 'received' | 'updated' | 'made' | 'before' | 'beside'; type: string; line: string }>
  | Readonly<{ is: 'file'; name: string; sha: string; size: number }>

/** NDJSON has one resource a line: between its elements a resource may have line ends, and inside of a text it has none. */
const inOneLine = (content: string): string => content.replace(/[\r\n]+/g, '')

/** `known`: originals of no chart (organizations, drugs, ...) that are in the export already. `read`: as whoever exports sees it. */
export function* gatherRecord(read: Reader, patientId: string, known: Set<string>): Generator<Piece> {
  const to = refsIn(read)
  const names = namesIn(read)
  const wanted = new Set<string>()
  for (const { id, linkedTo, resourceType } of originalsOf(read, patientId)) {
    const original = originalRow(read, id)
    if (!original) continue
    for (const piece of ofOriginal(read, original, linkedTo === null ? null : recordFor(resourceType), to)) {
      if (piece.is === 'received' || piece.is === 'updated') namedIn(read, piece.line, original, wanted)
      yield piece
    }
  }
  for (const { record } of written) {
    for (const row of enteredHere(read, record, patientId)) {
      const resource = writeResource(record, row, row.id, to, names)
      yield { is: 'made', type: String(resource['resourceType']), line: JSON.stringify(resource) }
      if (record.type === 'document') yield* filesOf(row as unknown as RowOf<typeof documents>)
    }
  }
  for (const text of gatherAmendments(read, patientId))
    yield {
      is: 'beside',
      type: 'amendments',
      line: JSON.stringify({ patient: to('Patient', patientId), text }),
    }
  yield* ofNoChart(read, wanted, known)
}

function* ofOriginal(
  read: Reader,
  original: Original,
  record: RecordType | null,
  to: RefTo,
): Generator<Piece> {
  const { resourceType, content, sourceId, id } = original
  const received = { is: 'received' as const, type: resourceType, line: inOneLine(content) }
  const version = record && versionOf(read, record, id)
  const row = record && version !== null && version > 1 ? wholeRow(read, record, id) : undefined
  const kinds = kindsOf(record ? row : original)
  const resource = row || kinds.length > 0 ? (JSON.parse(content) as Resource) : null
  const changed = record && row && resource ? changedIn(original, resource, record, row) : []
  if (record && row && changed.length > 0) {
    const present = broughtUpToDate(resource as unknown as Bag, record, row, changed, to)
    // an MRN keeps the system it stands in
    const system = record.type === 'patient' ? systemOfMrn(resource as FhirPatient, String(row['mrn'])) : null
    yield { is: 'updated', type: resourceType, line: JSON.stringify(withSystem(present, system)) }
    yield { is: 'before', type: resourceType, line: received.line }
  } else yield received
  // a label that was put on here does not stand in what came in
  if (resource && kinds.length > 0 && changed.length === 0)
    yield {
      is: 'beside',
      type: 'labels',
      line: JSON.stringify({ resource: `${resourceType}/${sourceId}`, security: labelsOf(kinds) }),
    }
}

function withSystem(resource: Record<string, unknown>, system: string | null): Record<string, unknown> {
  const [first, ...rest] = Array.isArray(resource['identifier']) ? (resource['identifier'] as Bag[]) : []
  return system === null || !first ? resource : { ...resource, identifier: [{ ...first, system }, ...rest] }
}

/** Which fields say something else than what came in. What was filled in afterwards from what it names is none of them. */
function changedIn(
  { id, patientId, source, urns }: Original,
  resource: Resource,
  record: RecordType,
  row: Row,
): string[] {
  const refs = new References({
    rowId: rowIds(source ?? ''),
    patientId,
    contained: (resource as { contained?: Resource[] }).contained ?? [],
    fullUrl: (url) => urns?.[url],
  })
  const came = mapResource(resource, { id, patientId: patientId ?? id, receivedAt: '', refs })
  if (!came) return []
  const filledIn = new Set(refs.wants.map(({ path }) => path.split('.')[0] ?? ''))
  return Object.keys(record.merge).filter(
    (field) =>
      !neverCame.has(field) &&
      !filledIn.has(field) &&
      !(field === 'mrn' && came['mrn'] === '') &&
      !alike(came[field], row[field]),
  )
}
const neverCame = new Set(['registeredAt', 'sensitivity', 'sensitivitySet', 'primaryCare'])

/** What rows call each other by their ids, as what they are called in the export. */
function refsIn(read: Reader): RefTo {
  const known = new Map<string, string | null>()
  return (resourceType, rowId) => {
    if (rowId === null) return null
    const before = known.get(rowId)
    if (before !== undefined) return before
    // of no chart: it is in the export only where it came in
    const called = calledAt(read, rowId) ?? (isOfChart(resourceType) ? `${resourceType}/${rowId}` : null)
    known.set(rowId, called)
    return called
  }
}
const isOfChart = (resourceType: string): boolean =>
  resourceType === 'Patient' || chartTypes.has(resourceType) || writtenOnly.has(resourceType)

/** Each is asked for once: a year of visits is to the same rooms. */
function namesIn(read: Reader): NameOf {
  const known = new Map<string, string>()
  return (rowId) => {
    const name = known.get(rowId) ?? nameOf(read, rowId)
    known.set(rowId, name)
    return name
  }
}

function* filesOf({ id, attachments }: RowOf<typeof documents>): Generator<Piece> {
  for (const [index, { blob, contentType }] of attachments.entries())
    if (blob) yield { is: 'file', name: fileOf(id, index, contentType), sha: blob.sha256, size: blob.size }
}

/** `"reference": "Type/id"` and by identifier, and the URL of a Binary. */
const named = /"(?:reference|url)"\s*:\s*"([A-Za-z]+(?:\/[^"\\]+|\?identifier=[^"\\]+))"/g

/** Puts the ids of what a resource names and what is of no chart into `wanted`. */
function namedIn(read: Reader, line: string, { source }: Original, wanted: Set<string>): void {
  for (const [, url = ''] of line.matchAll(named)) {
    const [, type = '', token = ''] = /^([A-Za-z]+)\?identifier=(.+)$/.exec(url) ?? []
    if (type !== '') {
      const bar = token.indexOf('|')
      const [system, value] = bar < 0 ? [null, token] : [token.slice(0, bar), token.slice(bar + 1)]
      const id = chartTypes.has(type) ? null : idByIdentifier(read, type, system, value)
      if (id !== null) wanted.add(id)
      continue
    }
    const target = readTypeAndId(url)
    if (target && target.type !== 'Patient' && !chartTypes.has(target.type))
      wanted.add(rowIds(source ?? '')(target.type, target.sourceId, null))
  }
}

/** Each once in an export, with what it names itself. */
function* ofNoChart(read: Reader, wanted: Set<string>, known: Set<string>): Generator<Piece> {
  // a set may grow while it is walked
  for (const id of wanted) {
    if (known.has(id)) continue
    known.add(id)
    const original = originalRow(read, id)
    if (!original || original.patientId !== null) continue
    const line = inOneLine(original.content)
    namedIn(read, line, original, wanted)
    yield { is: 'received', type: original.resourceType, line }
  }
}
