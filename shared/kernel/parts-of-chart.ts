/** Which part of a chart an act was about, for its audit entry: the medication list, the problem list, documents (45 CFR 170.315(d)(2), (d)(10)). */
import type { AuditDetail, DataCategory } from './contract.ts'

const byRecord: Readonly<Record<string, DataCategory>> = {
  patient: 'demographics',
  'patient-place': 'demographics',
  coverage: 'coverage',
  encounter: 'encounters',
  problem: 'problems',
  allergy: 'allergies',
  medication: 'medications',
  drug: 'medications',
  observation: 'results',
  report: 'results',
  immunization: 'immunizations',
  procedure: 'procedures',
  document: 'documents',
  carePlan: 'care-plans',
  goal: 'care-plans',
  careTeam: 'care-plans',
  original: 'exchange',
  appointment: 'schedule',
  'appointment-series': 'schedule',
  'waitlist-entry': 'schedule',
  recall: 'schedule',
  reminder: 'schedule',
  'contact-preference': 'schedule',
  'desk-check': 'schedule',
  receipt: 'payments',
}

/** By the resource that something came in. */
const byResource: Readonly<Record<string, DataCategory>> = {
  Patient: 'demographics',
  Coverage: 'coverage',
  Encounter: 'encounters',
  Condition: 'problems',
  AllergyIntolerance: 'allergies',
  Medication: 'medications',
  MedicationRequest: 'medications',
  MedicationStatement: 'medications',
  MedicationAdministration: 'medications',
  Observation: 'results',
  DiagnosticReport: 'results',
  Immunization: 'immunizations',
  Procedure: 'procedures',
  DocumentReference: 'documents',
  Binary: 'documents',
  CarePlan: 'care-plans',
  Goal: 'care-plans',
  CareTeam: 'care-plans',
  Appointment: 'schedule',
}

const of = (from: Readonly<Record<string, DataCategory>>, type: string | undefined): DataCategory | null =>
  type !== undefined && Object.hasOwn(from, type) ? (from[type] ?? null) : null

/** Null where a record of this type is of no part of a chart. */
export const partOfRecord = (type: string | undefined): DataCategory | null => of(byRecord, type)
export const partOfResource = (type: string | undefined): DataCategory | null => of(byResource, type)

/** The part that all of them are of; null where they are of several, or of none. */
export function commonPart(types: readonly string[]): DataCategory | null {
  const parts = new Set(types.map(partOfRecord))
  const [part = null] = parts
  return parts.size === 1 ? part : null
}

/** Of an act that shows or changes several: which, beside its category. */
export const partsIn = (parts: readonly DataCategory[]): AuditDetail => ({
  parts: [...new Set(parts)].toSorted().join(' '),
})
