import { filedName } from '../patients/patient-line.ts'
import { closedAmong } from '../pipeline/closed-charts.ts'
import type { Reader } from '../store/reader.ts'
import { patientsOf } from './appointments.sql.ts'

/** Whom the desk calls, by their id: who they are, and of a chart that is closed to whoever asks no phone. */
export function callersOf(
  read: Reader,
  session: Parameters<typeof closedAmong>[0],
  rows: readonly Readonly<{ patientId: string }>[],
) {
  const ids = rows.map(({ patientId }) => patientId)
  const patients = new Map(patientsOf(read, ids).map((row) => [row.id, row]))
  const closed = closedAmong(session, ids)
  return (patientId: string) => {
    const patient = patients.get(patientId)
    const isClosed = closed.has(patientId)
    return {
      patientId,
      name: patient ? filedName(patient) : '',
      mrn: patient?.mrn ?? '',
      birthDate: patient?.birthDate ?? null,
      phone: isClosed ? '' : (patient?.phone ?? ''),
      closed: isClosed,
    }
  }
}
