/** Makes of one resource, as it was read, what the store takes in: checked, mapped, hashed and packed. */
import type { Identifier, Resource } from '@medplum/fhirtypes'
import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import { describeResource } from '../../shared/exchange/describe-resource.ts'
import { mapResource, recordFor } from '../../shared/exchange/map-resource.ts'
import { largestResource, originals } from '../../shared/exchange/original.ts'
import { patientLink } from '../../shared/exchange/patient-of.ts'
import { moment } from '../../shared/exchange/read-date.ts'
import { element, list, text } from '../../shared/exchange/read-element.ts'
import { kindsIn } from '../../shared/exchange/read-labels.ts'
import { References, type RowId, type Target } from '../../shared/exchange/references.ts'
import { Refused } from '../../shared/exchange/refusal.ts'
import { isResourceType } from '../../shared/exchange/resource-types.ts'
import type { Incoming } from '../../shared/exchange/store-batch.ts'
import { packBytes } from '../store/packing.ts'
import { membersOf, repeatedName, shapeOf } from './check-json.ts'
import { orRefused } from './or-refused.ts'
import { idOfUrl, type Raw } from './read-resources.ts'
import { contentId, sourceOf } from './row-id.ts'

/** Where a resource's patient stands. */
export type Patients = Readonly<{
  /** Met in this import. */
  seen(patientId: string): boolean
  /** The patient a reference by identifier names, if the records know one. */
  find(target: Readonly<{ system: string | null; value: string }>): Promise<string | null>
}>

export type Prepared =
  | Readonly<{ kind: 'ready'; item: Incoming; packed: Buffer }>
  /** Its patient has not been met yet: it is looked at again when all are known. */
  | Readonly<{ kind: 'later' }>

export type Preparing = Readonly<{
  source: string
  receivedAt: string
  rowId: RowId
  patients: Patients
  /** The second look: what is not known now is not going to be. */
  last: boolean
}>

const deepest = 200

/** What is known of an original before it is stored. */
const asRead = originals.row.omit({ receivedAt: true, importId: true, replacedBy: true })

/** Throws Refused; `about` is then filled as far as it was read. */
export async function prepare(
  raw: Raw,
  place: { file: string; importId: string },
  about: { resourceType: string },
  by: Preparing,
): Promise<Prepared> {
  if (raw.fault) throw new Refused(raw.fault)
  const bytes = raw.bytes ?? Buffer.alloc(0)
  if (bytes.length > largestResource) throw new Refused('resource.too-large')
  const { content, resource } = parse(bytes)
  about.resourceType = text(resource.resourceType, 'resourceType')
  if (about.resourceType === '') throw new Refused('resource.no-type')
  if (!isResourceType(about.resourceType)) throw new Refused('resource.unknown-type', 'resourceType')
  const contentHash = hash('sha256', bytes, 'hex')
  const sourceId = text(resource.id, 'id') || idOfUrl(raw.fullUrl) || contentId(contentHash)
  if (sourceId.length > 200) throw new Refused('resource.id-too-long', 'id')

  const whose = await patientOf(resource, sourceId, raw, by)
  if (whose === 'later') return { kind: 'later' }
  const id = by.rowId(about.resourceType, sourceId, whose.beside)
  const refs = new References({
    rowId: by.rowId,
    patientId: whose.patientId,
    contained: containedIn(resource),
    fullUrl: (url) => raw.bundle?.get(url),
  })
  const patientId = whose.patientId ?? id
  const row =
    whose.kind === 'elsewhere'
      ? null
      : mapResource(resource, { id, patientId, receivedAt: by.receivedAt, refs })
  const kinds = row ? [] : kindsIn(resource)
  const item: Incoming = {
    file: place.file,
    line: raw.line,
    path: raw.path || about.resourceType,
    original: {
      id,
      resourceType: about.resourceType,
      sourceId,
      source: sourceOf(sourceId, by.source),
      patientId: whose.patientId,
      linkedTo: row && (recordFor(about.resourceType)?.type ?? null),
      ...(row ? { title: '', date: null } : describeResource(resource)),
      changedAt: changedAt(resource),
      hash: contentHash,
      urns: refs.urns,
      content,
      ...(kinds.length > 0 && { sensitivity: kinds }),
    },
    packed: null,
    row,
    wants: refs.wants,
    identifiers: identifiersOf(resource),
    unseenPatient: whose.unseen,
    refused: null,
  }
  orRefused(() => asRead.parse(item.original))
  return { kind: 'ready', item, packed: packBytes(bytes) }
}

function parse(bytes: Buffer): { content: string; resource: Resource } {
  if (!isUtf8(bytes)) throw new Refused('json.not-utf8')
  const { depth, members } = shapeOf(bytes)
  if (depth > deepest) throw new Refused('json.too-deep')
  const content = bytes.toString('utf8')
  const resource = parseJson(content)
  if (typeof resource !== 'object' || resource === null || Array.isArray(resource))
    throw new Refused('resource.no-type')
  if (membersOf(resource) !== members) throw new Refused('json.duplicate-key', repeatedName(content))
  return { content, resource: resource as Resource }
}

/** The parser's own message quotes the text: only the position is taken from it. */
function parseJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch (error) {
    const [, position] = /position (\d+)/.exec(error instanceof Error ? error.message : '') ?? []
    throw new Refused(
      'json.invalid',
      '',
      position === undefined ? '' : `at character ${Number(position) + 1}`,
    )
  }
}

type Whose = Readonly<{
  kind: 'of-a-patient' | 'of-nobody' | 'elsewhere'
  patientId: string | null
  /** The patient whose rows this one lies with. */
  beside: string | null
  unseen: 'bound' | 'named' | null
}>
const nobody: Whose = { kind: 'of-nobody', patientId: null, beside: null, unseen: null }

async function patientOf(
  resource: Resource,
  sourceId: string,
  raw: Raw,
  by: Preparing,
): Promise<Whose | 'later'> {
  const isChart = recordFor(resource.resourceType)?.patient === 'patientId'
  if (resource.resourceType === 'Patient') {
    const id = by.rowId('Patient', sourceId, null)
    return { kind: 'of-a-patient', patientId: id, beside: id, unseen: null }
  }
  const link = patientLink(resource as unknown as Record<string, unknown>)
  if (link.kind === 'none') {
    if (isChart) throw new Refused('patient.no-reference', 'subject')
    return nobody
  }
  const refs = new References({
    rowId: by.rowId,
    patientId: null,
    contained: containedIn(resource),
    fullUrl: (url) => raw.bundle?.get(url),
  })
  const target = refs.target(link.reference, link.path, 'Patient')
  if (!target) {
    if (link.kind === 'named') return nobody
    const { reference, identifier } = link.reference
    throw new Refused((reference ?? identifier) ? 'patient.not-found' : 'patient.no-reference', link.path)
  }
  // of a group, a device, a place: no chart shows it
  if (target.type !== 'Patient') return { ...nobody, kind: 'elsewhere' }
  const id = await idOf(target, by)
  if (id !== null && by.patients.seen(id))
    return { kind: 'of-a-patient', patientId: id, beside: link.kind === 'bound' ? id : null, unseen: null }
  if (!by.last) return 'later'
  if (link.kind === 'named') return { ...nobody, patientId: id, unseen: id === null ? null : 'named' }
  if (id === null) throw new Refused('patient.not-found', link.path)
  return { kind: 'of-a-patient', patientId: id, beside: id, unseen: 'bound' }
}

function idOf(target: Target, by: Preparing): Promise<string | null> | string | null {
  if ('contained' in target) return null
  return 'sourceId' in target ? by.rowId('Patient', target.sourceId, null) : by.patients.find(target)
}

const containedIn = (resource: Resource): readonly Resource[] =>
  list((resource as { contained?: Resource[] }).contained, 'contained')

/** One that cannot be read is none: it says nothing of the patient. */
function changedAt(resource: Resource): string | null {
  try {
    return moment(element(resource.meta, 'meta')?.lastUpdated, 'meta.lastUpdated')
  } catch {
    return null
  }
}

/** What conditional references and references by identifier look for. Others have identifiers that nothing asks for. */
const asked = new Set([
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'Medication',
  'Encounter',
])
function identifiersOf(resource: Resource): { system: string; value: string }[] {
  if (!asked.has(resource.resourceType)) return []
  const { identifier } = resource as { identifier?: Identifier[] }
  return list(identifier, 'identifier').flatMap((each, index) => {
    const value = text(each.value, `identifier[${index}].value`)
    return value === '' ? [] : [{ system: text(each.system, `identifier[${index}].system`), value }]
  })
}
