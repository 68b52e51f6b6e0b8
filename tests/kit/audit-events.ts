/**
 * What R4 asks of an AuditEvent (elements, cardinalities, required codes), and what each pattern of IHE BALP fixes.
 * Sources: hl7.org/fhir/R4/auditevent.html; profiles.ihe.net/ITI/BALP (1.1.3), profiles Read, Query, Create, Update, Delete, each with a
 * patient and without, and PrivacyDisclosure.Source.
 */
import type { AuditEvent } from '@medplum/fhirtypes'
import type { Pattern } from '../../shared/auditing/audit-event-codes.ts'

/** R4: path, least, most, and the codes of a required binding or a form. */
const r4: readonly (readonly [path: string, min: number, max: number, is?: RegExp])[] = [
  ['resourceType', 1, 1, /^AuditEvent$/],
  ['id', 0, 1, /^[A-Za-z0-9\-.]{1,64}$/],
  ['meta', 0, 1],
  ['meta.source', 0, 1, /^\S+$/],
  ['meta.profile', 0, 99, /^https:\/\/profiles\.ihe\.net\/ITI\/BALP\/StructureDefinition\/\S+$/],
  ['type', 1, 1],
  ['subtype', 0, 99],
  ['action', 0, 1, /^[CRUDE]$/],
  ['recorded', 1, 1, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
  ['outcome', 0, 1, /^(?:0|4|8|12)$/],
  ['outcomeDesc', 0, 1],
  ['purposeOfEvent', 0, 99],
  ['agent', 1, 99],
  ['agent.type', 0, 1],
  ['agent.who', 0, 1],
  ['agent.name', 0, 1],
  ['agent.requestor', 1, 1, /^(?:true|false)$/],
  ['agent.network', 0, 1],
  ['agent.network.address', 0, 1, /./],
  ['agent.network.type', 0, 1, /^[1-5]$/],
  ['source', 1, 1],
  ['source.site', 0, 1],
  ['source.observer', 1, 1],
  ['source.type', 0, 99],
  ['entity', 0, 99],
  ['entity.what', 0, 1],
  ['entity.type', 0, 1],
  ['entity.role', 0, 1],
  ['entity.description', 0, 1, /./],
  ['entity.query', 0, 1, /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/],
  ['entity.detail', 0, 99],
  ['entity.detail.type', 1, 1, /./],
  ['entity.detail.valueString', 1, 1, /./],
]
/** Of data types: what may stand in them. */
const inside: Readonly<Record<string, readonly string[]>> = {
  type: ['system', 'code', 'display', 'coding'],
  subtype: ['system', 'code', 'display'],
  role: ['system', 'code', 'display'],
  purposeOfEvent: ['coding'],
  who: ['identifier', 'display', 'type', 'reference'],
  observer: ['identifier', 'display', 'type', 'reference'],
  what: ['identifier', 'display', 'type', 'reference'],
}
const many = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
const at = (value: unknown, name: string) => many((value as Record<string, unknown>)[name])

/** What of R4 it breaks. */
export function faults(event: AuditEvent): string[] {
  const found: string[] = []
  const known = new Map<string, Set<string>>()
  for (const [path] of r4) {
    const [last = '', ...before] = path.split('.').toReversed()
    const parent = before.toReversed().join('.')
    known.set(parent, (known.get(parent) ?? new Set()).add(last))
  }
  for (const [path, min, max, is] of r4) {
    const [last = '', ...before] = path.split('.').toReversed()
    const parents = before
      .toReversed()
      .reduce<unknown[]>((all, name) => all.flatMap((each) => at(each, name)), [event])
    for (const parent of parents) {
      const values = at(parent, last)
      if (values.length < min || values.length > max) found.push(`${path}: ${values.length}`)
      for (const value of values) if (is && !is.test(String(value))) found.push(`${path}: ${String(value)}`)
      const within = inside[last]
      for (const value of within ? values.filter((each) => typeof each === 'object') : [])
        for (const name of Object.keys(value as object))
          if (!within?.includes(name)) found.push(`${path}.${name}`)
    }
  }
  for (const [parent, names] of known) {
    const parents =
      parent === ''
        ? [event]
        : parent.split('.').reduce<unknown[]>((all, name) => all.flatMap((each) => at(each, name)), [event])
    for (const value of parents)
      for (const name of Object.keys(value as object)) if (!names.has(name)) found.push(`${parent}.${name}`)
  }
  for (const each of event.entity ?? []) {
    // sev-1: a name or a query, not both; ref-1: a reference is to something
    if (each.name !== undefined && each.query !== undefined) found.push('sev-1')
    if (each.what && !each.what.reference && !each.what.identifier && !each.what.display)
      found.push('entity.what')
  }
  return found
}

const code = (value: unknown) => {
  const { system, code: of } = (value ?? {}) as Record<string, unknown>
  return `${String(system)}#${String(of)}`
}
const DCM = 'http://dicom.nema.org/resources/ontology/DCM'
const term = 'http://terminology.hl7.org/CodeSystem'
const part = `${term}/v3-ParticipationType`
/** What each pattern fixes: type, one of subtype, action, the types of its two agents, of a user, and the role of its data. */
const balp: Readonly<
  Record<Pattern, readonly [string, string, string, string, string, readonly string[], string]>
> = {
  Read: [
    `${term}/audit-event-type#rest`,
    'http://hl7.org/fhir/restful-interaction#read',
    'R',
    `${DCM}#110152`,
    `${DCM}#110153`,
    [`${part}#IRCP`],
    '4',
  ],
  Query: [
    `${term}/audit-event-type#rest`,
    'http://hl7.org/fhir/restful-interaction#search',
    'E',
    `${DCM}#110153`,
    `${DCM}#110152`,
    [`${part}#IRCP`],
    '24',
  ],
  Create: [
    `${term}/audit-event-type#rest`,
    'http://hl7.org/fhir/restful-interaction#create',
    'C',
    `${DCM}#110153`,
    `${DCM}#110152`,
    [`${part}#AUT`, `${part}#INF`, `${part}#CST`],
    '4',
  ],
  Update: [
    `${term}/audit-event-type#rest`,
    'http://hl7.org/fhir/restful-interaction#update',
    'U',
    `${DCM}#110153`,
    `${DCM}#110152`,
    [`${part}#AUT`, `${part}#INF`, `${part}#CST`],
    '4',
  ],
  Delete: [
    `${term}/audit-event-type#rest`,
    'http://hl7.org/fhir/restful-interaction#delete',
    'D',
    `${DCM}#110150`,
    `${term}/provenance-participant-type#custodian`,
    [`${part}#AUT`, `${part}#INF`, `${part}#CST`],
    '4',
  ],
  'PrivacyDisclosure.Source': [
    `${DCM}#110106`,
    `${term}/iso-21089-lifecycle#disclose`,
    'R',
    `${DCM}#110152`,
    `${DCM}#110153`,
    [`${part}#IRCP`],
    '3',
  ],
}

/** What of its pattern it breaks. `about`: the patient's id. */
export function faultsOfPattern(event: AuditEvent, pattern: Pattern, about: string | null): string[] {
  const [type, subtype, action, asks, has, users, role] = balp[pattern]
  const agents = event.agent
  const ofType = (is: string) =>
    agents.filter((each) => (each.type?.coding ?? []).some((one) => code(one) === is))
  const says = (is: boolean, what: string) => (is ? [] : [what])
  const user = agents.filter(({ requestor, network }) => requestor && !network)
  const [data, patients] = [
    (event.entity ?? []).filter((each) => code(each.type) === `${term}/audit-entity-type#2`),
    (event.entity ?? []).filter((each) => code(each.type) === `${term}/audit-entity-type#1`),
  ]
  const [server] = ofType(has)
  return [
    ...says(code(event.type) === type, 'type'),
    ...says((event.subtype ?? []).map(code).includes(subtype), 'subtype'),
    ...says(event.action === action && event.outcome === '0', 'action, outcome'),
    ...[asks, has].flatMap((is) => says(ofType(is).length === 1, `one agent ${is}`)),
    ...[asks, has].flatMap((is) =>
      says(
        ofType(is).every(({ who, network }) => who && network?.address),
        `who and network of ${is}`,
      ),
    ),
    ...says(
      agents.every(({ media }) => media === undefined),
      'no media',
    ),
    ...says(user.length <= 1, 'one user'),
    ...user.flatMap(({ type: of, who }) =>
      says(who !== undefined && (of?.coding ?? []).some((one) => users.includes(code(one))), 'user'),
    ),
    ...says(data.length === 1 && code(data[0]?.role) === `${term}/object-role#${role}`, 'data'),
    ...says(
      pattern === 'Query'
        ? data[0]?.what === undefined && data[0]?.query !== undefined && data[0].detail === undefined
        : data[0]?.what !== undefined,
      'what, or query',
    ),
    ...says(patients.length === (about === null ? 0 : 1), 'patient'),
    ...patients.flatMap((each) =>
      says(
        each.what?.reference === `Patient/${about ?? ''}` && code(each.role) === `${term}/object-role#1`,
        'Reference(Patient)',
      ),
    ),
    // the source of a disclosure is who recorded it
    ...says(
      pattern !== 'PrivacyDisclosure.Source' ||
        JSON.stringify(server?.who) === JSON.stringify(event.source.observer),
      'val-audit-source',
    ),
    // a deletion has these and nothing more
    ...says(
      pattern !== 'Delete' ||
        (event.subtype?.length === 1 &&
          agents.length <= 3 &&
          data.every(({ detail, name }) => !detail && !name)),
      'closed',
    ),
  ]
}
