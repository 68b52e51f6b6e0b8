import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { getChart } from '../../shared/charting/get-chart.ts'

type Counts = OutputOf<typeof getChart>['counts']

/** The sections of a chart in reading order. The first nine have Alt+1 to Alt+9. */
export const sections = [
  { id: 'summary', name: 'Summary', count: null },
  { id: 'timeline', name: 'Timeline', count: null },
  { id: 'problems', name: 'Problems', count: 'problems' },
  { id: 'medications', name: 'Medications', count: 'medications' },
  { id: 'allergies', name: 'Allergies', count: 'allergies' },
  { id: 'vitals', name: 'Vitals', count: 'vitals' },
  { id: 'results', name: 'Results', count: 'results' },
  { id: 'immunizations', name: 'Immunizations', count: 'immunizations' },
  { id: 'encounters', name: 'Encounters', count: 'encounters' },
  { id: 'procedures', name: 'Procedures', count: 'procedures' },
  { id: 'documents', name: 'Documents', count: 'documents' },
  { id: 'care-plans', name: 'Care plans', count: 'carePlans' },
  { id: 'other', name: 'Other records', count: 'otherRecords' },
  { id: 'amendments', name: 'Amendments', count: null },
  { id: 'disclosures', name: 'Disclosures', count: null },
] as const satisfies readonly { id: string; name: string; count: keyof Counts | null }[]

export type SectionId = (typeof sections)[number]['id']
export const isSection = (id: string): id is SectionId => sections.some((section) => section.id === id)
