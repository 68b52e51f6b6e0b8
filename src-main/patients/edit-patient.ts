import { AppError } from '../../shared/kernel/errors.ts'
import { editPatient } from '../../shared/patients/edit-patient.ts'
import { patients } from '../../shared/patients/patient.ts'
import { handle } from '../pipeline/handle.ts'
import { patientRow } from './get-patient.sql.ts'
import { fieldsOf, writeCoverages } from './write-demographics.ts'

export const editPatientHandler = handle(editPatient, (tx, input, ctx) => {
  if (!patientRow(tx, input.patientId)) throw new AppError('NotFound', 'patient.not-found')
  const { active, deceased, deceasedOn } = input
  tx.amend(
    patients,
    input.patientId,
    { ...fieldsOf(input.demographics), active, deceased, deceasedOn: deceased ? deceasedOn : null },
    input.version,
  )
  writeCoverages(tx, input.patientId, input.coverages, ctx.newId)
  return { version: patientRow(tx, input.patientId)?.version ?? input.version }
})
