/**
 * Ids of imported rows. They follow from what the source calls a resource, so that two workstations that import the
 * same folder while apart make the same rows. UUID version 8 (RFC 9562): six bytes of the patient it belongs to, or
 * of itself where it belongs to none, then ten bytes of itself. A patient's rows so lie together on disk.
 */
import { hash } from 'node:crypto'
import type { RowId } from '../../shared/exchange/references.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** UUIDs are unique everywhere; any other id means something only within the system it came from. */
export const sourceOf = (sourceId: string, source: string): string | null =>
  uuid.test(sourceId) || isContentId(sourceId) ? null : source

/** The id of a resource that came without one: nothing can refer to it, and the same content is the same resource. */
export const contentId = (sha256: string): string => `sha256-${sha256.slice(0, 40)}`
const isContentId = (sourceId: string): boolean => /^sha256-[0-9a-f]{40}$/.test(sourceId)

/** The ids of resources of one source. */
export function rowIds(source: string): RowId {
  // the same few are asked for again and again: a patient, a visit, whoever treats
  const known = new Map<string, string>()
  const hashOf = (resourceType: string, sourceId: string): string => {
    const namespace = sourceOf(sourceId, source)
    const name = namespace === null ? sourceId.toLowerCase() : sourceId
    return hash('sha256', `${namespace ?? ''}\0${resourceType}\0${name}`, 'hex')
  }
  return (resourceType, sourceId, patientId) => {
    if (!often.has(resourceType)) return idFrom(hashOf(resourceType, sourceId), patientId)
    const key = `${resourceType}/${sourceId}`
    const hex = known.get(key) ?? hashOf(resourceType, sourceId)
    if (known.size > 1000) known.clear()
    known.set(key, hex)
    return idFrom(hex, patientId)
  }
}
const often = new Set(['Patient', 'Encounter', 'Practitioner', 'Organization', 'Location'])

/** The id an earlier version of an original is kept under. */
export const versionId = (id: string, contentHash: string): string =>
  idFrom(hash('sha256', `${id}\0${contentHash}`, 'hex'), id)

/** There is one table for a chart and a sex, whoever loads it. */
export const growthReferenceId = (chart: string, sex: string): string =>
  idFrom(hash('sha256', `growth-reference\0${chart}\0${sex}`, 'hex'), null)

/** `beside`: an id whose first six bytes it shares. */
function idFrom(hex: string, beside: string | null): string {
  const first = beside === null ? `${hex.slice(0, 8)}-${hex.slice(8, 12)}` : beside.slice(0, 13)
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3]
  return `${first}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
