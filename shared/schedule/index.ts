import { addWalkIn } from './add-walk-in.ts'
import { appointments } from './appointment.ts'
import { availabilities } from './availability.ts'
import { blocks } from './block.ts'
import { checkIn } from './check-in.ts'
import { correctAddress } from './correct-address.ts'
import { deskChecks } from './desk-check.ts'
import { getCheckIn } from './get-check-in.ts'
import { getFlow } from './get-flow.ts'
import { giveBackPayment } from './give-back-payment.ts'
import { listReceipts } from './list-receipts.ts'
import { noteChecks } from './note-checks.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment, restoreAppointment } from './cancel-appointment.ts'
import { changeAppointment } from './change-appointment.ts'
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
import { takeBackStep } from './take-back-step.ts'
import { takePayment } from './take-payment.ts'
import { takeStep } from './take-step.ts'
import { visitTypes } from './visit-type.ts'
import { waitlistEntries } from './waitlist-entry.ts'

export const scheduleContracts = {
  addWalkIn,
  takeStep,
  takeBackStep,
  checkIn,
  noteChecks,
  correctAddress,
  getCheckIn,
  takePayment,
  giveBackPayment,
  listReceipts,
  getFlow,
  findSlots,
  getScheduleNames,
  getDays,
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
