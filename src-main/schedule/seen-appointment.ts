import { AppError } from '../../shared/kernel/errors.ts'
import type { Reader } from '../store/reader.ts'
import { appointmentRow, type AppointmentRow } from './appointments.sql.ts'

/** The appointment somebody means, of the patient they mean. Throws `appointment.not-found`. */
export function seenAppointment(
  read: Reader,
  { patientId, appointmentId }: Readonly<{ patientId: string; appointmentId: string }>,
): AppointmentRow {
  const row = appointmentRow(read, appointmentId)
  if (!row || row.patientId !== patientId) throw new AppError('NotFound', 'appointment.not-found')
  return row
}

/** The same, as somebody saw it who now changes it. Throws `row.changed` where it was changed since. */
export function appointmentAt(
  read: Reader,
  input: Readonly<{ patientId: string; appointmentId: string; version: number }>,
): AppointmentRow {
  const row = seenAppointment(read, input)
  if (row.version !== input.version) throw new AppError('Conflict', 'row.changed')
  return row
}

export const versionOf = (read: Reader, appointmentId: string): number =>
  appointmentRow(read, appointmentId)?.version ?? 1
