/**
 * An entry as FHIR R4 AuditEvent, by the patterns of IHE BALP. A projection for systems that read that: the entry, its hash and its chain
 * stay the evidence, and are named in `meta.source`. Pure.
 */
import type {
  AuditEvent,
  AuditEventAgent,
  AuditEventEntity,
  CodeableConcept,
  Coding,
} from '@medplum/fhirtypes'
import { wordsOfAction } from './action-words.ts'
import {
  emergency,
  entityType,
  objectRole,
  otherEvent,
  patternOf,
  profileOf,
  purposeCodes,
  sourceType,
  toldOf,
  type Pattern,
} from './audit-event-codes.ts'
import { wordsOfCategory } from './entry-words.ts'
import { handedOut, recipientWords, type HandedOut } from '../audit/handing-out.ts'

/** `detail`: JSON. `h`: the hash of the entry. */
export type Entry = Readonly<{
  device: string
  epoch: number
  n: number
  h: string
  at: string
  actor: string | null
  action: string
  category: string
  subject: string | null
  outcome: string
  reason: string | null
  op: string | null
  detail: string
}>

/** What ids are called, where whoever projects knows and may say it; null or empty where not. */
export type Names = Readonly<{ person: string | null; patient: string | null }>
export const noNames: Names = { person: null, patient: null }

const outcomes: Readonly<Record<string, AuditEvent['outcome']>> = {
  done: '0',
  // the person, or the practice's rules: nothing is broken
  refused: '4',
  failed: '8',
  'not-performed': '8',
}

export function auditEventOf(entry: Entry, names: Names = noNames): AuditEvent {
  const { device, epoch, n, h, at, action, subject, outcome, reason } = entry
  const pattern = outcome === 'done' ? patternOf(action, subject !== null) : null
  const told = pattern ? toldOf[pattern] : otherEvent(action)
  const out = handedOut(entry.detail)
  const purpose = purposeOf(action, out)
  return {
    resourceType: 'AuditEvent',
    id: `${device}.${epoch}.${n}`,
    meta: {
      source: `urn:holdfast:audit:${device}:${epoch}:${n}:${h}`,
      ...(pattern && { profile: [profileOf(pattern, subject !== null)] }),
    },
    type: told.type,
    ...(told.subtype && { subtype: [told.subtype] }),
    action: told.action,
    recorded: at,
    outcome: outcomes[outcome] ?? '8',
    ...(reason !== null && outcome !== 'done' && { outcomeDesc: reason }),
    ...(purpose && { purposeOfEvent: [concept(purpose)] }),
    agent: agentsOf(entry, pattern, names, out),
    source: { site: 'Holdfast', observer: workstation(device), type: [sourceType('1', 'User Device')] },
    entity: entitiesOf(entry, pattern, names),
  }
}

/** One a line. */
export const auditEventLine = (entry: Entry, names: Names = noNames): string =>
  `${JSON.stringify(auditEventOf(entry, names))}\n`

const concept = (coding: Coding): CodeableConcept => ({ coding: [coding] })
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** What acts under no account, as the emergency kit, has a name and no UUID. */
const named = (id: string) =>
  uuid.test(id) ? { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` } : { value: id }
const workstation = (device: string) => ({
  type: 'Device' as const,
  identifier: named(device),
  display: `Workstation ${device.slice(-4).toUpperCase()}`,
})

function purposeOf(action: string, out: HandedOut | null): Coding | null {
  if (action === 'chart.open-in-emergency') return emergency
  return out ? purposeCodes[out.purpose] : null
}

/** The page asks and the store has, on one computer: it is both. Who is told something outside of it is not on a network of ours. */
function agentsOf(
  { device, actor, action }: Entry,
  pattern: Pattern | null,
  names: Names,
  out: HandedOut | null,
): AuditEventAgent[] {
  const who = workstation(device)
  const here = { who, requestor: false, network: { address: `urn:uuid:${device}`, type: '5' as const } }
  const person: AuditEventAgent[] =
    actor === null
      ? []
      : [
          {
            ...(pattern && { type: concept(toldOf[pattern].user) }),
            who: { identifier: named(actor), ...(names.person && { display: names.person }) },
            ...(names.person && { name: names.person }),
            requestor: true,
          },
        ]
  if (!pattern) return [...person, { ...here, requestor: actor === null }]
  const [asks, has] = toldOf[pattern].agents
  const first: AuditEventAgent =
    pattern === 'PrivacyDisclosure.Source'
      ? {
          type: concept(asks),
          who: { display: out ? recipientWords[out.recipient] : 'Not recorded' },
          requestor: false,
          network: { address: wayOf(action) },
        }
      : { ...here, type: concept(asks), requestor: actor === null }
  return [...person, first, { ...here, type: concept(has) }]
}

const wayOf = (action: string): string =>
  action === 'copy' ? 'clipboard' : action.includes('export') ? 'file' : 'paper'

function entitiesOf(entry: Entry, pattern: Pattern | null, names: Names): AuditEventEntity[] {
  const { subject, op, action, category, detail } = entry
  const patient: AuditEventEntity[] =
    subject === null
      ? []
      : [
          {
            what: {
              reference: `Patient/${subject}`,
              type: 'Patient',
              ...(names.patient && { display: names.patient }),
            },
            type: entityType('1', 'Person'),
            role: objectRole('1', 'Patient'),
          },
        ]
  const isQuery = pattern === 'Query'
  const isReport = pattern === 'PrivacyDisclosure.Source'
  const data: AuditEventEntity = {
    type: entityType('2', 'System Object'),
    role: isQuery
      ? objectRole('24', 'Query')
      : isReport
        ? objectRole('3', 'Report')
        : objectRole('4', 'Domain Resource'),
    description: wordsOfAction(action),
    ...(isQuery
      ? // what was typed is not recorded: the act, and what is
        { query: base64(`${action} ${detail}`) }
      : { what: { display: wordsOfCategory(category), ...(op !== null && { identifier: named(op) }) } }),
  }
  // a deletion has two entities and no details
  const details = isQuery || pattern === 'Delete' ? [] : detailsOf(action, detail)
  return [...patient, { ...data, ...(details.length > 0 && { detail: details }) }]
}

/** The act by its name in the log, and its counts and codes. */
const detailsOf = (action: string, detail: string): NonNullable<AuditEventEntity['detail']> => [
  { type: 'action', valueString: action },
  ...Object.entries(JSON.parse(detail) as Readonly<Record<string, string | number | boolean>>)
    .map(([type, value]) => ({ type, valueString: String(value) }))
    .filter(({ type, valueString }) => type !== '' && valueString !== ''),
]

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Of a text with JSON in it; what is not ASCII is escaped as JSON does. Source: RFC 4648 section 4. */
function base64(text: string): string {
  const bytes = [
    ...text.replaceAll(/[^\0-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ].map((letter) => letter.charCodeAt(0))
  let out = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3)
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    const four = [18, 12, 6, 0].map((shift) => letters[(group >> shift) & 63] ?? '')
    out += four
      .slice(0, b === undefined ? 2 : c === undefined ? 3 : 4)
      .join('')
      .padEnd(4, '=')
  }
  return out
}
