/** FHIR's status codes, as a clinic says them. */
const words: Readonly<Record<string, string>> = {
  active: 'Active',
  recurrence: 'Recurred',
  relapse: 'Relapsed',
  inactive: 'Inactive',
  remission: 'In remission',
  resolved: 'Resolved',
  completed: 'Completed',
  finished: 'Finished',
  'in-progress': 'In progress',
  planned: 'Planned',
  cancelled: 'Cancelled',
  stopped: 'Stopped',
  'on-hold': 'On hold',
  draft: 'Draft',
  'entered-in-error': 'Entered in error',
  'not-done': 'Not given',
  'not-taken': 'Not taken',
  final: 'Final',
  preliminary: 'Preliminary',
  amended: 'Amended',
  corrected: 'Corrected',
  registered: 'Registered',
  current: 'Current',
  superseded: 'Superseded',
  accepted: 'Accepted',
  proposed: 'Proposed',
  rejected: 'Rejected',
  confirmed: 'Confirmed',
  provisional: 'Provisional',
  unconfirmed: 'Unconfirmed',
  differential: 'Differential',
  refuted: 'Refuted',
  revoked: 'Revoked',
  unknown: 'Not known',
}

export const statusText = (code: string): string =>
  words[code] ?? (code === '' ? '' : code[0]?.toUpperCase() + code.slice(1).replaceAll('-', ' '))

const classWords: Readonly<Record<string, string>> = {
  AMB: 'Office',
  VR: 'Telehealth',
  EMER: 'Emergency',
  IMP: 'Inpatient',
  ACUTE: 'Inpatient',
  NONAC: 'Inpatient',
  OBSENC: 'Observation',
  SS: 'Short stay',
  HH: 'Home',
  FLD: 'In the field',
  PRENC: 'Before admission',
}

/** HL7 v3 ActCode classes of encounters. */
export const classText = (code: string): string => classWords[code] ?? statusText(code.toLowerCase())
