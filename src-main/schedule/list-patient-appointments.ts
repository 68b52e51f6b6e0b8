import { startOfDay } from '../../shared/kernel/time.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import {
  listPatientAppointments,
  type PatientAppointment,
} from '../../shared/schedule/list-patient-appointments.ts'
import { todayAt } from '../access/administering.ts'
import { answer } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { appointmentsBefore, appointmentsFrom, type AppointmentRow } from './appointments.sql.ts'
import { everyVisitType, resourcesOf } from './schedule.sql.ts'
import { placesOf } from './zones.ts'

export const listPatientAppointmentsHandler = answer(
  listPatientAppointments,
  (read, { patientId, most }, ctx) => {
    const { timeZone } = placesOf(read)
    const today = minuteOf(startOfDay(timeZone, todayAt(read, ctx)))
    const lineOf = lines(read)
    return {
      coming: lineOf(appointmentsFrom(read, patientId, today, most)),
      past: lineOf(appointmentsBefore(read, patientId, today, most)),
    }
  },
)

function lines(read: Reader): (rows: readonly AppointmentRow[]) => PatientAppointment[] {
  const { own, zoneOf } = placesOf(read)
  const types = new Map(everyVisitType(read).map(({ id, name }) => [id, name]))
  const locations = new Map(own.map(({ id, name }) => [id, name]))
  return (rows) => {
    const providers = new Map(
      resourcesOf(
        read,
        rows.flatMap(({ plan }) => plan.providers),
      ).map(({ id, name }) => [id, name]),
    )
    return rows.map(({ id, version, plan, visitTypeId, stage, reason, seriesId }) => ({
      appointmentId: id,
      version,
      startsAt: plan.startsAt,
      minutes: plan.minutes,
      timeZone: zoneOf(plan.locationId),
      location: locations.get(plan.locationId) ?? '',
      visitTypeId,
      visitType: types.get(visitTypeId ?? '') ?? '',
      providers: plan.providers.flatMap((each) => providers.get(each) ?? []),
      stage,
      reason,
      seriesId,
    }))
  }
}
