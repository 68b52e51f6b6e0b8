/** What the other recorded fields are called. */
import type { DataCategory } from '../kernel/contract.ts'
import type { Outcome } from '../audit/entry.ts'

export const categoryWords: Readonly<Record<DataCategory, string>> = {
  session: 'Coming in and going',
  demographics: 'Name, address and contact',
  coverage: 'Insurance',
  schedule: 'Schedule',
  payments: 'Payments at the desk',
  encounters: 'Visits',
  problems: 'Problems',
  allergies: 'Allergies',
  medications: 'Medications',
  vitals: 'Vital signs',
  results: 'Results',
  immunizations: 'Immunizations',
  procedures: 'Procedures',
  documents: 'Documents',
  'care-plans': 'Care plans',
  chart: 'Chart',
  exchange: 'Exchange with other systems',
  configuration: 'Settings and access',
  directory: 'Directory of those who treat',
}
export const wordsOfCategory = (category: string): string =>
  Object.hasOwn(categoryWords, category) ? categoryWords[category as DataCategory] : category

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  done: 'Done',
  refused: 'Refused',
  failed: 'Failed',
  'not-performed': 'Not performed',
}
export const wordsOfOutcome = (outcome: string): string =>
  Object.hasOwn(outcomeWords, outcome) ? outcomeWords[outcome as Outcome] : outcome
