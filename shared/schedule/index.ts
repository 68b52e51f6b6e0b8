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
import { listConflicts } from './list-conflicts.ts'
import { recalls } from './recall.ts'
import { receipts } from './receipt.ts'
import { resources } from './resource.ts'
import { schedulePolicies } from './schedule-policy.ts'
import { appointmentSeries } from './series.ts'
import { takeBackStep } from './take-back-step.ts'
import { takePayment } from './take-payment.ts'
import { takeStep } from './take-step.ts'
import { settleConflict } from './settle-conflict.ts'
import { visitTypes } from './visit-type.ts'
import { waitlistEntries } from './waitlist-entry.ts'
import { addToWaitlist, changeWaitlistEntry, removeFromWaitlist } from './keep-waitlist.ts'
import { offerSlot, answerOffer } from './offer-slot.ts'
import { listWaitlist } from './list-waitlist.ts'
import { addRecall, noteRecallTry, bookRecall, closeRecall } from './keep-recalls.ts'
import { listRecalls } from './list-recalls.ts'
import { bookGroup, joinGroup, moveGroup } from './book-group.ts'
import { previewSeries, bookSeries } from './book-series.ts'
import { changeSeries } from './change-series.ts'

export const scheduleContracts = {
  previewSeries,
  bookSeries,
  changeSeries,
  findSlots,
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
  getScheduleNames,
  getDays,
  getAppointment,
  listPatientAppointments,
  bookAppointment,
  moveAppointment,
  changeAppointment,
  cancelAppointment,
  restoreAppointment,
  listConflicts,
  settleConflict,
  addToWaitlist,
  changeWaitlistEntry,
  removeFromWaitlist,
  offerSlot,
  answerOffer,
  listWaitlist,
  addRecall,
  noteRecallTry,
  bookRecall,
  closeRecall,
  listRecalls,
  bookGroup,
  joinGroup,
  moveGroup,
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
