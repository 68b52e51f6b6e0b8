import { addWalkIn } from './add-walk-in.ts'
import { appointments } from './appointment.ts'
import { availabilities } from './availability.ts'
import { blocks } from './block.ts'
import { checkIn } from './check-in.ts'
import { correctAddress } from './correct-address.ts'
import { contactPreferences } from './contact-preference.ts'
import { deskChecks } from './desk-check.ts'
import { getCheckIn } from './get-check-in.ts'
import { getFlow } from './get-flow.ts'
import { giveBackPayment } from './give-back-payment.ts'
import { listReceipts } from './list-receipts.ts'
import { noteChecks } from './note-checks.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment, restoreAppointment } from './cancel-appointment.ts'
import { changeAppointment } from './change-appointment.ts'
import { getPlanWarnings } from './check-plan.ts'
import { findSlots } from './find-slots.ts'
import { getAppointment } from './get-appointment.ts'
import { getDays, getScheduleNames } from './get-days.ts'
import { getMonth } from './get-month.ts'
import { getSetup } from './get-setup.ts'
import { listBlocks, listBooked } from './list-blocks.ts'
import { listPatientAppointments } from './list-patient-appointments.ts'
import { moveAppointment } from './move-appointment.ts'
import { listConflicts } from './list-conflicts.ts'
import { recalls } from './recall.ts'
import { receipts } from './receipt.ts'
import { reminders } from './reminder.ts'
import { reminderPolicies } from './reminder-policy.ts'
import { resources } from './resource.ts'
import { blockTime, removeBlock, saveBlock, unblockTime } from './save-block.ts'
import { getHours, saveHours } from './save-hours.ts'
import { archiveResource, saveResource } from './save-resource.ts'
import { saveSchedulePolicy } from './save-schedule-policy.ts'
import { archiveVisitType, saveVisitType } from './save-visit-type.ts'
import { schedulePolicies } from './schedule-policy.ts'
import { appointmentSeries } from './series.ts'
import { takeBackStep } from './take-back-step.ts'
import { takePayment } from './take-payment.ts'
import { takeStep } from './take-step.ts'
import { settleConflict } from './settle-conflict.ts'
import { getReminderPolicy, saveReminderPolicy } from './save-reminder-policy.ts'
import { getReminders, listReplies, settleReply } from './get-reminders.ts'
import { setContactPreference } from './set-contact-preference.ts'
import { visitTypes } from './visit-type.ts'
import { waitlistEntries } from './waitlist-entry.ts'
import { addToWaitlist, changeWaitlistEntry, removeFromWaitlist } from './keep-waitlist.ts'
import { offerSlot, answerOffer } from './offer-slot.ts'
import { listWaitlist } from './list-waitlist.ts'
import { addRecall, noteRecallTry, bookRecall, closeRecall } from './keep-recalls.ts'
import { getWaitingCounts } from './get-waiting-counts.ts'
import { listRecalls } from './list-recalls.ts'
import { bookGroup, joinGroup, moveGroup } from './book-group.ts'
import { getSeriesPreview, bookSeries } from './book-series.ts'
import { changeSeries } from './change-series.ts'
import { takeBackVisits } from './take-back-visits.ts'
import { calendarFeeds } from './calendar-feed.ts'
import { exportCalendar } from './export-calendar.ts'
import { exportReport } from './export-report.ts'
import { getReport } from './get-report.ts'
import {
  closeCalendarFeed,
  listCalendarFeeds,
  noteCalendarFeed,
  openCalendarFeed,
} from './keep-calendar-feeds.ts'
import { getSeries } from './get-series.ts'
import { getGroup } from './get-group.ts'

export const scheduleContracts = {
  getSeriesPreview,
  bookSeries,
  changeSeries,
  takeBackVisits,
  getSeries,
  getGroup,
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
  getMonth,
  getPlanWarnings,
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
  getWaitingCounts,
  listRecalls,
  bookGroup,
  joinGroup,
  moveGroup,
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
  saveReminderPolicy,
  getReminderPolicy,
  setContactPreference,
  getReminders,
  listReplies,
  settleReply,
  openCalendarFeed,
  noteCalendarFeed,
  closeCalendarFeed,
  listCalendarFeeds,
  exportCalendar,
  getReport,
  exportReport,
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
  reminders,
  reminderPolicies,
  contactPreferences,
  calendarFeeds,
}
