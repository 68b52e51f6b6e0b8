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
  problems: 'Problem list',
  allergies: 'Allergies',
  medications: 'Medication list',
  vitals: 'Vital signs',
  results: 'Results and observations',
  immunizations: 'Immunizations',
  procedures: 'Procedures',
  documents: 'Documents',
  'care-plans': 'Care plans',
  chart: 'Chart as a whole',
  exchange: 'Exchange with other systems',
  configuration: 'Settings and access',
  directory: 'Directory of those who treat',
}
export const wordsOfCategory = (category: string): string =>
  Object.hasOwn(categoryWords, category) ? categoryWords[category as DataCategory] : category

/** Which parts of a chart an act showed, as its detail lists them. */
export const wordsOfParts = (parts: string): string => {
  const all = parts.split(' ').map(wordsOfCategory).join(', ').toLowerCase()
  return all.charAt(0).toUpperCase() + all.slice(1)
}

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  done: 'Done',
  refused: 'Refused',
  failed: 'Failed',
  'not-performed': 'Not performed',
}
export const wordsOfOutcome = (outcome: string): string =>
  Object.hasOwn(outcomeWords, outcome) ? outcomeWords[outcome as Outcome] : outcome
