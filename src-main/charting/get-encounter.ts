import { getEncounter } from '../../shared/charting/get-encounter.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { answer } from '../pipeline/handle.ts'
import { inEncounter } from './get-encounter.sql.ts'
import { encounterOf } from './list-encounters.sql.ts'
import { vitalValue } from './list-vitals.ts'
import { flagOf } from './list-results.ts'
import { valueText } from './observation-text.ts'

const list = (...parts: (string | null)[]) => parts.filter((part) => part !== null && part !== '').join(' · ')

export const getEncounterHandler = answer(getEncounter, (read, { patientId, encounterId }) => {
  const found = encounterOf(read, patientId, encounterId)
  if (!found) throw new AppError('NotFound', 'encounter.not-found')
  const { version: _version, ...encounter } = found
  const rows = inEncounter(read, patientId, encounterId)
  const observed = rows.observations.map((row) => ({
    vital: row.category === 'vital-signs',
    line: { id: row.id, text: row.name, detail: list(vitalValue(row)?.text ?? valueText(row), flagOf(row)) },
  }))
  return {
    encounter,
    problems: rows.problems.map((row) => ({
      id: row.id,
      text: row.name,
      detail: list(row.clinicalStatus, row.severity),
    })),
    medications: rows.medications.map((row) => ({
      id: row.id,
      text: row.name || (row.drugName ?? ''),
      detail: list(row.directions, row.status),
    })),
    vitals: observed.filter((each) => each.vital).map((each) => each.line),
    results: observed.filter((each) => !each.vital).map((each) => each.line),
    immunizations: rows.immunizations.map((row) => ({
      id: row.id,
      text: row.vaccine,
      detail: list(row.dose, row.status),
    })),
    procedures: rows.procedures.map((row) => ({
      id: row.id,
      text: row.name,
      detail: list(row.bodySite, row.status),
    })),
    reports: rows.reports.map((row) => ({
      id: row.id,
      text: row.name,
      detail: list(row.conclusion, row.status),
    })),
    documents: rows.documents.map((row) => ({
      id: row.id,
      text: row.title || row.kind,
      detail: list(row.author, row.status),
    })),
  }
})
