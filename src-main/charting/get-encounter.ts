import { getEncounter } from '../../shared/charting/get-encounter.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { answer } from '../pipeline/handle.ts'
import { inEncounter } from './get-encounter.sql.ts'
import { encounterOf } from './list-encounters.sql.ts'
import { vitalValue } from './list-vitals.ts'
import { flagOf } from './list-results.ts'
import { valueText } from './observation-text.ts'

/** What is usual for an entry of a past visit goes without saying. */
const usual = new Set(['final', 'completed', 'current', 'active', 'finished'])

const line = (id: string, text: string, detail: string, status: string, flag = '') => ({
  id,
  text,
  detail,
  status: usual.has(status) ? '' : status,
  flag,
})

export const getEncounterHandler = answer(getEncounter, (read, { patientId, encounterId }) => {
  const found = encounterOf(read, patientId, encounterId)
  if (!found) throw new AppError('NotFound', 'encounter.not-found')
  const { version: _version, ...encounter } = found
  const rows = inEncounter(read, patientId, encounterId)
  const observed = rows.observations.map((row) => ({
    vital: row.category === 'vital-signs',
    line: line(row.id, row.name, vitalValue(row)?.text ?? valueText(row), row.status, flagOf(row)),
  }))
  return {
    encounter,
    problems: rows.problems.map((row) => line(row.id, row.name, row.severity, row.clinicalStatus)),
    medications: rows.medications.map((row) =>
      line(row.id, row.name || (row.drugName ?? ''), row.directions, row.status),
    ),
    vitals: observed.filter((each) => each.vital).map((each) => each.line),
    results: observed.filter((each) => !each.vital).map((each) => each.line),
    immunizations: rows.immunizations.map((row) => line(row.id, row.vaccine, row.dose, row.status)),
    procedures: rows.procedures.map((row) => line(row.id, row.name, row.bodySite, row.status)),
    reports: rows.reports.map((row) => line(row.id, row.name, row.conclusion, row.status)),
    documents: rows.documents.map((row) => line(row.id, row.title || row.kind, row.author, row.status)),
  }
})
