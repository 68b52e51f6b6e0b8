import { getAmendment } from '../../shared/amendments/get-amendment.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { filedName } from '../patients/patient-line.ts'
import { answer } from '../pipeline/handle.ts'
import { actsOn, amendmentRow } from './amendments.sql.ts'
import { isYourOwn } from './own-chart.ts'
import { viewOf } from './view.ts'

export const getAmendmentHandler = answer(getAmendment, (read, { patientId, amendmentId }, { actor }) => {
  const row = amendmentRow(read, amendmentId)
  const patient = patientRow(read, patientId)
  if (!row || !patient || row.patientId !== patientId) throw new AppError('NotFound', 'amendment.not-found')
  const { given, middle, family, suffix, address, birthDate, mrn } = patient
  return {
    amendment: viewOf(row, actsOn(read, amendmentId)),
    patient: {
      name: [given, middle, family, suffix].filter(Boolean).join(' '),
      filedName: filedName(patient),
      birthDate,
      mrn,
      address: address
        ? [
            address.line1,
            address.line2,
            [[address.city, address.state].filter(Boolean).join(', '), address.zip].filter(Boolean).join(' '),
          ].filter(Boolean)
        : [],
    },
    isYourOwn: isYourOwn(read, actor, patientId),
  }
})
