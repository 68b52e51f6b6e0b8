import { appointments } from './appointment.ts'
import { availabilities } from './availability.ts'
import { blocks } from './block.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment, restoreAppointment } from './cancel-appointment.ts'
import { changeAppointment } from './change-appointment.ts'
import { deskChecks } from './desk-check.ts'
import { checkPlan } from './check-plan.ts'
import { getAppointment } from './get-appointment.ts'
import { getDays, getScheduleNames } from './get-days.ts'
import { getSetup } from './get-setup.ts'
import { listBlocks, listBooked } from './list-blocks.ts'
import { listPatientAppointments } from './list-patient-appointments.ts'
import { moveAppointment } from './move-appointment.ts'
import { recalls } from './recall.ts'
import { receipts } from './receipt.ts'
import { resources } from './resource.ts'
import { blockTime, removeBlock, saveBlock, unblockTime } from './save-block.ts'
import { getHours, saveHours } from './save-hours.ts'
import { archiveResource, saveResource } from './save-resource.ts'
import { saveSchedulePolicy } from './save-schedule-policy.ts'
import { archiveVisitType, saveVisitType } from './save-visit-type.ts'
import { schedulePolicies } from './schedule-policy.ts'
import { appointmentSeries } from './series.ts'
import { visitTypes } from './visit-type.ts'
import { waitlistEntries } from './waitlist-entry.ts'

export const scheduleContracts = {
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
  getSetup,
  saveVisitType,
  archiveVisitType,
  saveResource,
  archiveResource,
  getHours,
  saveHours,
  listBlocks,
  listBooked,
  saveBlock,
  blockTime,
  removeBlock,
  unblockTime,
  saveSchedulePolicy,
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
