import { getGroup } from '../../shared/schedule/get-group.ts'
import { filedName } from '../patients/patient-line.ts'
import { answer } from '../pipeline/handle.ts'
import { patientsOf } from './appointments.sql.ts'
import { membersOf } from './book-group.ts'
import { seenAppointment } from './seen-appointment.ts'

export const getGroupHandler = answer(getGroup, (read, input) => {
  const members = membersOf(read, seenAppointment(read, input))
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
