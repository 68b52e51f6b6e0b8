import type { ChartPart } from '../../shared/charting/chart-parts.ts'

export const partNames: Readonly<Record<ChartPart, string>> = {
  demographics: 'Demographics',
  insurance: 'Insurance',
  allergies: 'Allergies',
  problems: 'Problems',
  medications: 'Medications',
  vitals: 'Vitals',
  results: 'Results',
  immunizations: 'Immunizations',
  encounters: 'Encounters',
  procedures: 'Procedures',
  documents: 'Documents',
  'care-plans': 'Care plans',
  other: 'Other records',
}
