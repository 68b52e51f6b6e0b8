import { appointments } from './appointment.ts'
import { availabilities } from './availability.ts'
import { blocks } from './block.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment, restoreAppointment } from './cancel-appointment.ts'
import { changeAppointment } from './change-appointment.ts'
import { deskChecks } from './desk-check.ts'
import { checkPlan } from './check-plan.ts'
import { findSlots } from './find-slots.ts'
import { getAppointment } from './get-appointment.ts'
import { getDays, getScheduleNames } from './get-days.ts'
import { listPatientAppointments } from './list-patient-appointments.ts'
import { moveAppointment } from './move-appointment.ts'
import { recalls } from './recall.ts'
import { receipts } from './receipt.ts'
import { resources } from './resource.ts'
import { schedulePolicies } from './schedule-policy.ts'
import { appointmentSeries } from './series.ts'
import { visitTypes } from './visit-type.ts'
import { waitlistEntries } from './waitlist-entry.ts'

export const scheduleContracts = {
  findSlots,
  getScheduleNames,
  getDays,
  checkPlan,
  getAppointment,
  listPatientAppointments,
  bookAppointment,
  moveAppointment,
  changeAppointment,
  cancelAppointment,
  restoreAppointment,
}
export const scheduleRecords = {
  visitTypes,
  resources,
  availabilities,
  blocks,
  schedulePolicies,
  appointments,
  appointmentSeries,
  waitlistEntries,
  recalls,
  deskChecks,
  receipts,
}
