/**
 * What the references of one resource stand for. `Type/id` and absolute URLs name a row at once, because its id is
 * worked out from them; `urn:` references by the Bundle they came in; references by identifier are wanted, and are
 * filled in when the row they name is here.
 */
import type { Reference, Resource } from '@medplum/fhirtypes'
import { element, text } from './read-element.ts'
import { chartTypes, isResourceType } from './resource-types.ts'

/** Something the mapping could not know: what to put into a row's field once its target is here. */
export type Want = Readonly<{
  /** Where: a field, or a field, an index and a field of that: `members.2.name`. */
  path: string
  /** The target's id, its name, or that a Binary is here. */
  what: 'id' | 'name' | 'held'
  resourceType: string
  /** The row it is, where that is known. */
  targetId: string | null
  /** Else its identifier; a null system is any. */
  system: string | null
  value: string
  /** How long the text may be. */
  max: number
}>

export type Target =
  | Readonly<{ type: string; sourceId: string }>
  | Readonly<{ type: string; system: string | null; value: string }>
  | Readonly<{ type: string; contained: Resource }>

/** Works out a row's id (src-main/exchange/row-id.ts). `patientId` is null for what belongs to no chart. */
export type RowId = (resourceType: string, sourceId: string, patientId: string | null) => string

export type Place = Readonly<{
  rowId: RowId
  patientId: string | null
  contained: readonly Resource[]
  /** `Type/id` of the entry with this fullUrl, in the Bundle the resource is in. */
  fullUrl(url: string): string | undefined
}>

export class References {
  /** What is still to be filled in. */
  readonly wants: Want[] = []
  readonly #place: Place
  #urns: Record<string, string> | null = null

  constructor(place: Place) {
    this.#place = place
  }

  /** Every `urn:` reference met that its own text does not explain. */
  get urns(): Record<string, string> | null {
    return this.#urns
  }

  /** `usual` is the type a reference without one is taken to be of. */
  target(reference: Reference | undefined, path: string, usual: string): Target | null {
    if (element(reference, path) === undefined || !reference) return null
    const url = text(reference.reference, `${path}.reference`)
    const type = text(reference.type, `${path}.type`) || usual
    if (url !== '') return this.#targetOf(url, type)
    const identifier = element(reference.identifier, `${path}.identifier`)
    const value = text(identifier?.value, `${path}.identifier.value`)
    if (value === '') return null
    return { type, system: text(identifier?.system, `${path}.identifier.system`), value }
  }

  /** The row a reference names, or null; a reference by identifier is wanted for `field` where that is given. */
  id(
    reference: Reference | undefined,
    path: string,
    types: readonly string[],
    field?: string,
  ): string | null {
    const target = this.target(reference, path, types[0] ?? '')
    if (!target || !types.includes(target.type) || 'contained' in target) return null
    if ('sourceId' in target) return this.rowOf(target.type, target.sourceId)
    if (field !== undefined) this.#want(field, 'id', target, 0)
    return null
  }

  /** What a reference calls its target; wanted for `field` where it calls it nothing. */
  name(reference: Reference | undefined, path: string, usual: string, field?: string, max = 200): string {
    const display = text(element(reference, path)?.display, `${path}.display`)
    if (display !== '' || !reference) return display
    const target = this.target(reference, path, usual)
    if (!target) return ''
    if ('contained' in target) return nameOfContained(target.contained)
    if (field !== undefined) this.#want(field, 'name', target, max)
    return ''
  }

  /** Wants to know whether a Binary is here, for the attachment at `field`. Its id; null where `url` names none. */
  binary(url: string, field: string): string | null {
    const target = this.#targetOf(url, 'Binary')
    if (!target || target.type !== 'Binary' || !('sourceId' in target)) return null
    this.#want(field, 'held', target, 0)
    return this.rowOf('Binary', target.sourceId)
  }

  rowOf(type: string, sourceId: string): string {
    return this.#place.rowId(type, sourceId, chartTypes.has(type) ? this.#place.patientId : null)
  }

  contained(id: string): Resource | undefined {
    return this.#place.contained.find((each) => each.id === id)
  }

  #want(path: string, what: Want['what'], target: Target, max: number): void {
    if ('contained' in target) return
    const known = 'sourceId' in target
    this.wants.push({
      path,
      what,
      resourceType: target.type,
      targetId: known ? this.rowOf(target.type, target.sourceId) : null,
      system: known ? null : target.system,
      value: known ? '' : target.value,
      max,
    })
  }

  #targetOf(url: string, usual: string): Target | null {
    if (url.startsWith('#')) {
      const contained = this.contained(url.slice(1))
      return contained ? { type: contained.resourceType, contained } : null
    }
    if (url.startsWith('urn:')) return this.#targetOfUrn(url, usual)
    const conditional = readConditional(url)
    if (conditional !== undefined) return conditional
    return readTypeAndId(url)
  }

  #targetOfUrn(url: string, usual: string): Target {
    const own = { type: usual, sourceId: url.startsWith('urn:uuid:') ? url.slice(9) : url }
    const known = this.#place.fullUrl(url)
    if (known === undefined) return own
    const slash = known.indexOf('/')
    const target = { type: known.slice(0, slash), sourceId: known.slice(slash + 1) }
    if (target.type !== own.type || target.sourceId !== own.sourceId) {
      this.#urns ??= {}
      this.#urns[url] = known
    }
    return target
  }
}

/** The last `Type/id` of a relative or absolute URL, without version; null where there is none. */
export function readTypeAndId(url: string): { type: string; sourceId: string } | null {
  const plain = url.replace(/\/_history\/.*$/, '').replace(/[?#].*$/, '')
  const slash = plain.lastIndexOf('/')
  const type = plain.slice(plain.lastIndexOf('/', slash - 1) + 1, slash)
  const sourceId = plain.slice(slash + 1)
  return slash > 0 && sourceId !== '' && isResourceType(type) ? { type, sourceId } : null
}

/** `Practitioner?identifier=system|value`; null for another search, undefined for what is no search. */
function readConditional(url: string): Target | null | undefined {
  const match = /(?:^|\/)([A-Za-z]+)\?(.*)$/.exec(url)
  if (!match || !isResourceType(match[1] ?? '')) return undefined
  const [only, ...more] = (match[2] ?? '').split('&')
  const found = /^identifier=(.+)$/.exec(only ?? '')
  if (!found || more.length > 0) return null
  const token = decoded(found[1] ?? '')
  const bar = token.indexOf('|')
  if (bar < 0) return { type: match[1] ?? '', system: null, value: token }
  return { type: match[1] ?? '', system: token.slice(0, bar), value: token.slice(bar + 1) }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** A contained organization, practitioner or place by its name; what has no plain name gives none. */
function nameOfContained(resource: Resource): string {
  const { name } = resource as { name?: unknown }
  if (typeof name === 'string') return name
  const [first] = Array.isArray(name) ? (name as Record<string, unknown>[]) : []
  if (typeof first?.['text'] === 'string') return first['text']
  const given = Array.isArray(first?.['given']) ? first['given'] : []
  return [...given, first?.['family']].filter((part) => typeof part === 'string').join(' ')
}
