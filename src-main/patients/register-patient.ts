import { AppError } from '../../shared/kernel/errors.ts'
import { patients } from '../../shared/patients/patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { handle } from '../pipeline/handle.ts'
import { duplicatesOf } from './find-duplicates.ts'
import { fieldsOf, writeCoverages } from './write-demographics.ts'

export const registerPatientHandler = handle(registerPatient, (tx, input, ctx, session) => {
  const fields = fieldsOf(input.demographics)
  if (!input.notADuplicate) {
    const phones = fields.phones.map((phone) => phone.number)
    const alike = duplicatesOf(tx, session, { ...fields, phones, except: null })
    if (alike.some((candidate) => candidate.sure)) throw new AppError('Conflict', 'patient.duplicate')
  }
  const id = ctx.newId()
  const mrn = String(tx.takeNumber('mrn'))
  tx.put(patients, {
    id,
    mrn,
    ...fields,
    otherNames: [],
    deceased: false,
    deceasedOn: null,
    birthOrder: null,
    identifiers: [],
    active: true,
    registeredAt: ctx.now,
  })
  writeCoverages(tx, id, input.coverages, ctx.newId)
  return { patientId: id, mrn }
})
