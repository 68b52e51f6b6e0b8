import { AppError } from '../../shared/kernel/errors.ts'
import { getGroup } from '../../shared/schedule/get-group.ts'
import { filedName } from '../patients/patient-line.ts'
import { answer } from '../pipeline/handle.ts'
import { appointmentRow, patientsOf } from './appointments.sql.ts'
import { membersOf } from './book-group.ts'

export const getGroupHandler = answer(getGroup, (read, { appointmentId }) => {
  const row = appointmentRow(read, appointmentId)
  if (!row) throw new AppError('NotFound', 'appointment.not-found')
  const members = membersOf(read, row)
  const patients = new Map(
    patientsOf(
      read,
      members.map(({ patientId }) => patientId),
    ).map((row) => [row.id, row]),
  )
  return {
    people: members
      .map(({ id, patientId, version, stage }) => {
        const patient = patients.get(patientId)
        return {
          appointmentId: id,
          patientId,
          version,
          name: patient ? filedName(patient) : '',
          birthDate: patient?.birthDate ?? null,
          mrn: patient?.mrn ?? '',
          stage,
        }
      })
      .toSorted((a, b) => a.name.localeCompare(b.name) || (a.appointmentId < b.appointmentId ? -1 : 1)),
  }
})
