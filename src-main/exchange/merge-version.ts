/** A resource that is here already comes in with other content. */
import { z } from 'zod'
import type { Resource } from '@medplum/fhirtypes'
import { mapResource, recordFor, type Row } from '../../shared/exchange/map-resource.ts'
import { originals } from '../../shared/exchange/original.ts'
import { References } from '../../shared/exchange/references.ts'
import { Refused } from '../../shared/exchange/refusal.ts'
import type { Incoming } from '../../shared/exchange/store-batch.ts'
import { conflicts } from '../../shared/sync/conflict.ts'
import { foldText } from '../../shared/kernel/fold.ts'
import { must } from '../../shared/kernel/errors.ts'
import type { Context } from '../../shared/kernel/context.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { kindsOf, sensitiveKinds, type SensitiveKind } from '../../shared/kernel/sensitivity.ts'
import type { Tx } from '../store/tx.ts'
import { fill, forgetWanting, noteWanting, topOf } from './fill-wants.ts'
import { sourceOfRun } from './import-run.sql.ts'
import { orRefused } from './or-refused.ts'
import { headOf, originalOf, rowOf, type Head } from './originals.sql.ts'
import { rowIds, versionId } from './row-id.ts'

type Original = z.output<typeof originals.row>

/** What came of it, and how many fields keep what somebody here made of them. */
export type Merged = Readonly<{ outcome: 'changed' | 'unchanged'; keptYours: number }>

/** Throws Refused where it is another person's. */
export function mergeVersion(tx: Tx, item: Incoming, before: Head, importId: string, ctx: Context): Merged {
  const { id } = item.original
  const past = headOf(tx, versionId(id, item.original.hash))
  // two versions in one folder: the one that lost then loses again
  if (past && past.importId === before.importId) return { outcome: 'unchanged', keptYours: 0 }
  if (isOlder(item, before, importId)) {
    if (!past)
      tx.put(originals, {
        ...item.original,
        id: versionId(id, item.original.hash),
        receivedAt: ctx.now,
        importId,
        replacedBy: id,
      })
    return { outcome: 'unchanged', keptYours: 0 }
  }
  const stored = originalOf(tx, id)
  must(stored, 'import.original')
  const { version: _version, ...previous } = stored
  const keptYours = item.row ? mergeRow(tx, item, item.row, previous, importId, ctx) : 0
  replaceOriginal(tx, item, previous, importId, ctx)
  return { outcome: 'changed', keptYours }
}

/** Of two in one folder the same one wins in any order; what is older by its source's own word never wins. */
function isOlder(item: Incoming, before: Head, importId: string): boolean {
  const [theirs, ours] = [item.original.changedAt ?? '', before.changedAt ?? '']
  if (before.importId === importId)
    return theirs < ours || (theirs === ours && item.original.hash < before.hash)
  return theirs !== '' && ours !== '' && theirs < ours
}

function replaceOriginal(tx: Tx, item: Incoming, previous: Original, importId: string, ctx: Context): void {
  const { id, ...now } = item.original
  const pastId = versionId(id, previous.hash)
  if (headOf(tx, pastId)) tx.amend(originals, pastId, { importId: previous.importId })
  else tx.put(originals, { ...previous, id: pastId, replacedBy: id })
  tx.amend(originals, id, {
    ...now,
    linkedTo: now.linkedTo ?? previous.linkedTo,
    receivedAt: ctx.now,
    importId,
  })
}

/**
 * Field by field: what the source changed and nobody here did takes the new value; what both changed keeps ours, and
 * both are shown until somebody chooses. Returns how many those are.
 */
function mergeRow(
  tx: Tx,
  item: Incoming,
  row: Row,
  previous: Original,
  importId: string,
  ctx: Context,
): number {
  const record = recordFor(item.original.resourceType)
  must(record, 'import.record')
  const filled = fill(tx, row, item.wants)
  const present = rowOf(tx, record, row.id)
  const next = orRefused(() => record.row.parse(filled.row)) as Row
  if (!present) {
    tx.put(record, next)
    noteWanting(tx, record.type, row.id, filled.wanting)
    return 0
  }
  const base = rowAsItWas(
    tx,
    previous,
    present,
    sourceOfRun(tx, previous.importId) ?? sourceOfRun(tx, importId),
  )
  if (record.type === 'patient' && isAnotherPerson(base, next)) throw new Refused('patient.other-person')
  const patch: Record<string, unknown> = {}
  const disputed: { field: string; ours: unknown; theirs: unknown }[] = []
  for (const field of Object.keys(next)) {
    if (field === 'sensitivity') Object.assign(patch, alsoMarked(base, present, next))
    if (unmerged.has(field) || same(next[field], base[field]) || same(next[field], present[field])) continue
    if (same(present[field], base[field])) patch[field] = next[field]
    else disputed.push({ field, ours: present[field], theirs: next[field] })
  }
  // the number the practice gave where the source has none
  if (patch['mrn'] === '') delete patch['mrn']
  if (Object.keys(patch).length > 0) tx.amend(record, row.id, patch)
  forgetWanting(tx, record.type, row.id)
  noteWanting(
    tx,
    record.type,
    row.id,
    filled.wanting.filter(
      (want) => topOf(want.path) in patch || same(present[topOf(want.path)], next[topOf(want.path)]),
    ),
  )
  if (disputed.length > 0) noteConflict(tx, record, present, disputed, item, importId, ctx)
  return disputed.length
}

/** Never merged: what the row is, and when it came in first. */
const unmerged = new Set(['id', 'patientId', 'registeredAt', 'sensitivity'])

/**
 * A mark is never taken away by an import, and one that was lifted here comes back only where its source says a kind it did not say
 * before. What nobody here has ever said anything of takes the source’s word.
 */
function alsoMarked(base: Row, present: Row, next: Row): Readonly<{ sensitivity?: SensitiveKind[] }> {
  const [before, now, said] = [kindsOf(base), kindsOf(present), kindsOf(next)]
  const untouched = (present['sensitivity'] ?? null) === null
  const more = said.filter((kind) => !now.includes(kind) && (untouched || !before.includes(kind)))
  return more.length === 0
    ? {}
    : { sensitivity: sensitiveKinds.filter((kind) => [...now, ...more].includes(kind)) }
}

/** What the import before made of the version before, as far as today's rules can tell. */
function rowAsItWas(tx: Tx, previous: Original, present: Row, source: string | null): Row {
  const urns = previous.urns ?? {}
  try {
    const resource = JSON.parse(previous.content) as Resource
    const refs = new References({
      rowId: rowIds(source ?? ''),
      patientId: previous.patientId,
      contained: (resource as { contained?: Resource[] }).contained ?? [],
      fullUrl: (url) => urns[url],
    })
    const at = {
      id: previous.id,
      patientId: previous.patientId ?? previous.id,
      receivedAt: previous.receivedAt,
      refs,
    }
    const mapped = mapResource(resource, at)
    return mapped ? fill(tx, mapped, refs.wants).row : present
  } catch (error) {
    // an older release took in what this one refuses: then nothing is known to be changed here
    if (error instanceof Refused) return present
    throw error
  }
}

const isAnotherPerson = (base: Row, next: Row): boolean =>
  foldText(String(base['family'])) !== foldText(String(next['family'])) &&
  base['birthDate'] !== next['birthDate']

function noteConflict(
  tx: Tx,
  record: RecordType,
  present: Row,
  fields: { field: string; ours: unknown; theirs: unknown }[],
  item: Incoming,
  importId: string,
  ctx: Context,
): void {
  const entityId = present['id']
  const id = versionId(entityId, `${record.type}/${item.original.hash}`)
  // met before, and maybe settled: the same version of the source is not asked about twice
  if (rowOf(tx, conflicts, id)) return
  const patient = record.patient === null ? null : present[record.patient]
  const by = { op: ctx.opId, actor: ctx.actor.id, at: ctx.now, device: importId }
  tx.put(conflicts, {
    id,
    kind: 'fields',
    entityType: record.type,
    entityId,
    patientId: typeof patient === 'string' ? patient : null,
    safety: record.safety,
    fields: fields.map(({ field, ours, theirs }) => ({ field, held: ours, offered: theirs })),
    heldBy: null,
    offeredBy: by,
    state: 'open',
    choice: null,
    resolvedBy: null,
    resolvedAt: null,
    madeAt: ctx.now,
  })
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)
