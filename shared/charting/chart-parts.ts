/** The parts of a chart that people tell apart, and which rows belong to which. */

/** In reading order. */
export const chartParts = [
  'demographics',
  'insurance',
  'allergies',
  'problems',
  'medications',
  'vitals',
  'results',
  'immunizations',
  'encounters',
  'procedures',
  'documents',
  'care-plans',
  'other',
] as const
export type ChartPart = (typeof chartParts)[number]

const partByType: Readonly<Record<string, ChartPart>> = {
  patient: 'demographics',
  coverage: 'insurance',
  allergy: 'allergies',
  problem: 'problems',
  medication: 'medications',
  observation: 'results',
  report: 'results',
  immunization: 'immunizations',
  encounter: 'encounters',
  procedure: 'procedures',
  document: 'documents',
  carePlan: 'care-plans',
  goal: 'care-plans',
  careTeam: 'care-plans',
}

/** Null for what is no part that is shown by itself, as a conflict. Vitals are told from results by their category. */
export function partOf(type: string, category?: unknown): ChartPart | null {
  if (type === 'conflict') return null
  return type === 'observation' && category === 'vital-signs' ? 'vitals' : (partByType[type] ?? 'other')
}

/** Here of every patient, whoever's chart is not held. */
export const partsAlwaysHeld: ReadonlySet<ChartPart> = new Set(['demographics', 'insurance', 'allergies'])
