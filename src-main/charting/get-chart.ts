import type { OutputOf } from '../../shared/kernel/contract.ts'
import { getChart, type SummaryItem } from '../../shared/charting/get-chart.ts'
import { answer } from '../pipeline/handle.ts'
import { chartCounts, twoVersionsOf } from './get-chart.sql.ts'
import { heldOf } from './get-standing.sql.ts'
import { allergiesOf } from './list-allergies.sql.ts'
import { careTeamsOf, goalsOf } from './list-care-plans.sql.ts'
import { encountersOf } from './list-encounters.sql.ts'
import { latestDocuments } from './list-documents.sql.ts'
import { immunizationsOf } from './list-immunizations.sql.ts'
import { medicationsOf } from './list-medications.sql.ts'
import { problemsOf } from './list-problems.sql.ts'
import { flagOf } from './list-results.ts'
import { readingsOf } from './list-vitals.ts'
import { valueText } from './observation-text.ts'
import {
  latestResults,
  socialObservations,
  vitalObservations,
  type ObservationRow,
} from './observations.sql.ts'
import {
  activeMedication,
  dangerousFirst,
  isActiveAllergy,
  isActiveProblem,
  saysNoneKnown,
} from './standing.ts'

type Chart = OutputOf<typeof getChart>
const few = 8
const item = (id: string, text: string, detail: string, at: string | null): SummaryItem => ({
  id,
  text,
  detail,
  at,
})

export const getChartHandler = answer(getChart, (read, { patientId }): Chart => {
  const allergies = allergiesOf(read, patientId).filter(isActiveAllergy).sort(dangerousFirst)
  const immunizations = immunizationsOf(read, patientId).filter((row) => row.status === 'completed')
  const [reading] = readingsOf(vitalObservations(read, patientId, 40))
  return {
    whole: heldOf(read, patientId).held === 'yes',
    counts: chartCounts(read, patientId),
    allergies: allergies
      .filter((row) => !saysNoneKnown(row))
      .map((row) => ({
        id: row.id,
        substance: row.substance,
        reactions: row.reactions.map((reaction) => reaction.manifestation).join(', '),
        high: row.criticality === 'high' || row.reactions.some((reaction) => reaction.severity === 'severe'),
      })),
    twoVersions: twoVersionsOf(read, patientId).map(({ id, entityType, safety }) => ({
      conflictId: id,
      type: entityType,
      high: safety === 'high',
    })),
    noKnownAllergies: allergies.length > 0 && allergies.every(saysNoneKnown),
    problems: problemsOf(read, patientId)
      .filter(isActiveProblem)
      .map((row) => item(row.id, row.name, row.severity, row.onset)),
    medications: medicationsOf(read, patientId, activeMedication).map((row) =>
      item(row.id, row.name, row.directions, row.startsAt),
    ),
    vitals: { takenAt: reading?.takenAt ?? null, values: reading?.values ?? [] },
    results: notable(latestResults(read, patientId, 60), few),
    encounters: encountersOf(read, patientId, few).map((row) =>
      item(
        row.id,
        row.kind || 'Encounter',
        [row.reason, row.practitionerName].filter(Boolean).join(' · '),
        row.startsAt,
      ),
    ),
    immunizations: immunizations.slice(0, few).map((row) => item(row.id, row.vaccine, row.dose, row.givenAt)),
    documents: latestDocuments(read, patientId, few).map((row) =>
      item(row.id, row.title || row.kind, row.author, row.date ?? row.addedAt ?? null),
    ),
    goals: goalsOf(read, patientId)
      .filter((row) => !['completed', 'cancelled', 'rejected', 'entered-in-error'].includes(row.status))
      .map((row) => item(row.id, row.description, row.achievement, row.dueOn)),
    careTeam: careTeamsOf(read, patientId)
      .filter((team) => team.status !== 'inactive')
      .flatMap((team) => team.members)
      .filter((member) => member.practitionerId !== null && member.name !== '')
      .slice(0, few)
      .map(({ name, role }) => ({ name, role })),
    socialHistory: latestOfEach(socialObservations(read, patientId, 40)).map((row) =>
      item(row.id, row.name, valueText(row), row.takenAt),
    ),
  }
})

/** The latest value of each test, those out of range first; so many at most. */
export function notable(rows: readonly ObservationRow[], most: number): Chart['results'] {
  return latestOfEach(rows)
    .map((row) => ({ ...item(row.id, row.name, valueText(row), row.takenAt), flag: flagOf(row) }))
    .sort((a, b) => Number(isAbnormal(b.flag)) - Number(isAbnormal(a.flag)))
    .slice(0, most)
}

export const isAbnormal = (flag: string) => flag !== '' && flag !== 'N'

/** Rows come latest first: the first of each test is its latest. */
function latestOfEach(rows: readonly ObservationRow[]): ObservationRow[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const key = row.code ?? row.name
    if (seen.has(key) || row.status === 'entered-in-error') return false
    seen.add(key)
    return true
  })
}
