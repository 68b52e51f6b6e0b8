import { AppError } from '../../shared/kernel/errors.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { answer } from '../pipeline/handle.ts'
import { coveragesOf, namesakesOf, patientRow } from './get-patient.sql.ts'
import { filedName } from './patient-line.ts'

export const getPatientHandler = answer(getPatient, (read, { patientId }) => {
  const found = patientRow(read, patientId)
  if (!found) throw new AppError('NotFound', 'patient.not-found')
  const { version, sortName, ...patient } = found
  return {
    patient: { ...patient, identifiers: patient.identifiers.map(masked) },
    version,
    coverages: coveragesOf(read, patientId),
    namesakes: namesakesOf(read, { id: patientId, sortName, birthDate: patient.birthDate }).map((row) => ({
      patientId: row.id,
      name: filedName(row),
      birthDate: row.birthDate,
      mrn: row.mrn,
    })),
  }
})

/** Numbers that identify a person elsewhere are shown by their end; who needs one whole asks for it by itself. */
const sensitive = new Set(['SS', 'SSN', 'DL', 'PPN'])
const masked = (identifier: { kind: string; system: string | null; value: string }) =>
  sensitive.has(identifier.kind) ? { ...identifier, value: `•••${identifier.value.slice(-4)}` } : identifier
