/** What an act is in the words of FHIR R4 AuditEvent and IHE BALP (Basic Audit Log Patterns). */
import type { Coding } from '@medplum/fhirtypes'
import { didBy } from './action-words.ts'
import type { HandedOut } from '../audit/handing-out.ts'

const of =
  (system: string) =>
  (code: string, display: string): Coding => ({ system, code, display })
export const dicom = of('http://dicom.nema.org/resources/ontology/DCM')
export const eventType = of('http://terminology.hl7.org/CodeSystem/audit-event-type')
export const restful = of('http://hl7.org/fhir/restful-interaction')
export const entityType = of('http://terminology.hl7.org/CodeSystem/audit-entity-type')
export const objectRole = of('http://terminology.hl7.org/CodeSystem/object-role')
export const participation = of('http://terminology.hl7.org/CodeSystem/v3-ParticipationType')
export const lifecycle = of('http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle')
export const provenance = of('http://terminology.hl7.org/CodeSystem/provenance-participant-type')
export const actReason = of('http://terminology.hl7.org/CodeSystem/v3-ActReason')
export const sourceType = of('http://terminology.hl7.org/CodeSystem/security-source-type')

export const rest = eventType('rest', 'Restful Operation')
export const [source, destination, application] = [
  dicom('110153', 'Source Role ID'),
  dicom('110152', 'Destination Role ID'),
  dicom('110150', 'Application'),
]
export const custodian = provenance('custodian', 'Custodian')

const balp = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.'

/** The patterns there are for what went well; what did not, and what is none of them, is an AuditEvent without a profile. */
export const patterns = ['Read', 'Query', 'Create', 'Update', 'Delete', 'PrivacyDisclosure.Source'] as const
export type Pattern = (typeof patterns)[number]
/** Read, Query, Create, Update and Delete have one for what is about a patient. */
export const profileOf = (pattern: Pattern, aboutPatient: boolean): string =>
  `${balp}${aboutPatient && pattern !== 'PrivacyDisclosure.Source' ? 'Patient' : ''}${pattern}`

/** `agents`: what the one who asks and the one who has are called. `user`: what the person is. */
export type Told = Readonly<{
  action: 'C' | 'R' | 'U' | 'D' | 'E'
  type: Coding
  subtype: Coding
  agents: readonly [asks: Coding, has: Coding]
  user: Coding
}>
const [recipient, author] = [
  participation('IRCP', 'information recipient'),
  participation('AUT', 'author (originator)'),
]
export const toldOf: Readonly<Record<Pattern, Told>> = {
  Read: {
    action: 'R',
    type: rest,
    subtype: restful('read', 'read'),
    agents: [destination, source],
    user: recipient,
  },
  Query: {
    action: 'E',
    type: rest,
    subtype: restful('search', 'search'),
    agents: [source, destination],
    user: recipient,
  },
  Create: {
    action: 'C',
    type: rest,
    subtype: restful('create', 'create'),
    agents: [source, destination],
    user: author,
  },
  Update: {
    action: 'U',
    type: rest,
    subtype: restful('update', 'update'),
    agents: [source, destination],
    user: author,
  },
  Delete: {
    action: 'D',
    type: rest,
    subtype: restful('delete', 'delete'),
    agents: [application, custodian],
    user: author,
  },
  'PrivacyDisclosure.Source': {
    action: 'R',
    type: dicom('110106', 'Export'),
    subtype: lifecycle('disclose', 'Disclose Record Lifecycle Event'),
    agents: [destination, source],
    user: recipient,
  },
}

const making = new Set(['add', 'create', 'register', 'send-file', 'store'])
const removing = new Set(['remove', 'discard', 'delete'])

/** Null where no pattern fits. `aboutPatient`: a disclosure is of somebody's data. */
export function patternOf(action: string, aboutPatient: boolean): Pattern | null {
  const verb = action.split('.').at(-1) ?? ''
  switch (didBy(action)) {
    case 'saw':
    case 'audited':
      return 'Read'
    case 'found':
      return 'Query'
    case 'imported':
      return 'Create'
    case 'changed':
      return removing.has(verb) ? 'Delete' : making.has(verb) ? 'Create' : 'Update'
    case 'printed':
    case 'copied':
    case 'exported':
      return aboutPatient ? 'PrivacyDisclosure.Source' : null
    default:
      return null
  }
}

type Other = Readonly<{ type: Coding; subtype: Coding | null; action: Told['action'] }>
const executed = (type: Coding, subtype: Coding | null): Other => ({ type, subtype, action: 'E' })
const signIn = dicom('110114', 'User Authentication')
const alert = dicom('110113', 'Security Alert')
const running = dicom('110100', 'Application Activity')
const coming = executed(signIn, dicom('110122', 'Login'))
const going = executed(signIn, dicom('110123', 'Logout'))
const others: Readonly<Record<string, Other>> = {
  'session.sign-in': coming,
  'session.confirm': coming,
  'session.recover': coming,
  'session.recover-practice': coming,
  'session.pack-alone': coming,
  'session.turned-away': coming,
  'session.lock': going,
  'session.end': going,
  'app.start': executed(running, dicom('110120', 'Application Start')),
  'app.stop': executed(running, dicom('110121', 'Application Stop')),
  'audit.alarm': executed(alert, null),
  'clock.behind': executed(alert, null),
  'clock.changed': executed(alert, null),
  'page.refused': executed(alert, null),
  'case.raise': executed(alert, null),
}
const ofPeople = /^(?:person|level|credential|second-factor|password|access-review)\./

/** What no pattern is for, in the events of DICOM. */
export function otherEvent(action: string): Other {
  const known = others[action]
  if (known) return known
  if (didBy(action) === 'printed' || didBy(action) === 'copied' || didBy(action) === 'exported')
    return { type: dicom('110106', 'Export'), subtype: null, action: 'R' }
  if (action.startsWith('audit.')) return executed(dicom('110101', 'Audit Log Used'), null)
  if (ofPeople.test(action)) return executed(alert, dicom('110137', 'User Security Attributes Changed'))
  return executed(running, null)
}

export const purposeCodes: Readonly<Record<HandedOut['purpose'], Coding>> = {
  request: actReason('PATRQT', 'patient requested'),
  copy: actReason('PATRQT', 'patient requested'),
  treatment: actReason('TREAT', 'treatment'),
  payment: actReason('HPAYMT', 'healthcare payment'),
  move: actReason('HSYSADMIN', 'health system administration'),
  review: actReason('HOPERAT', 'healthcare operations'),
  investigation: actReason('HCOMPL', 'health compliance'),
  law: actReason('HLEGAL', 'legal'),
  operations: actReason('HOPERAT', 'healthcare operations'),
  authorized: actReason('PATRQT', 'patient requested'),
  'public-health': actReason('PUBHLTH', 'public health'),
  oversight: actReason('HCOMPL', 'health compliance'),
  court: actReason('HLEGAL', 'legal'),
  police: actReason('HLEGAL', 'legal'),
  danger: actReason('THREAT', 'threat'),
  research: actReason('HRESCH', 'healthcare research'),
  // of what somebody wrote down in words, no code is known: the first of all of them
  other: actReason('PurposeOfUse', 'purpose of use'),
}
export const emergency = actReason('BTG', 'break the glass')
