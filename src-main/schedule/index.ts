import type { scheduleContracts } from '../../shared/schedule/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { addWalkInHandler } from './add-walk-in.ts'
import { checkInHandler } from './check-in.ts'
import { correctAddressHandler } from './correct-address.ts'
import { getCheckInHandler } from './get-check-in.ts'
import { getFlowHandler } from './get-flow.ts'
import { giveBackPaymentHandler } from './give-back-payment.ts'
import { listReceiptsHandler } from './list-receipts.ts'
import { noteChecksHandler } from './note-checks.ts'
import { takeBackStepHandler } from './take-back-step.ts'
import { takePaymentHandler } from './take-payment.ts'
import { takeStepHandler } from './take-step.ts'
import { bookAppointmentHandler } from './book-appointment.ts'
import { cancelAppointmentHandler, restoreAppointmentHandler } from './cancel-appointment.ts'
import { changeAppointmentHandler } from './change-appointment.ts'
import { getPlanWarningsHandler } from './check-plan.ts'
import { findSlotsHandler } from './find-slots.ts'
import { getAppointmentHandler } from './get-appointment.ts'
import { getDaysHandler, getScheduleNamesHandler } from './get-days.ts'
import { getMonthHandler } from './get-month.ts'
import { getSetupHandler } from './get-setup.ts'
import { listBlocksHandler, listBookedHandler } from './list-blocks.ts'
import { blockTimeHandler, removeBlockHandler, saveBlockHandler, unblockTimeHandler } from './save-block.ts'
import { getHoursHandler, saveHoursHandler } from './save-hours.ts'
import { archiveResourceHandler, saveResourceHandler } from './save-resource.ts'
import { saveSchedulePolicyHandler } from './save-schedule-policy.ts'
import { archiveVisitTypeHandler, saveVisitTypeHandler } from './save-visit-type.ts'
import { listPatientAppointmentsHandler } from './list-patient-appointments.ts'
import { moveAppointmentHandler } from './move-appointment.ts'
import { listConflictsHandler } from './list-conflicts.ts'
import { settleConflictHandler } from './settle-conflict.ts'
import {
  addToWaitlistHandler,
  changeWaitlistEntryHandler,
  removeFromWaitlistHandler,
} from './keep-waitlist.ts'
import { offerSlotHandler, answerOfferHandler } from './offer-slot.ts'
import { listWaitlistHandler } from './list-waitlist.ts'
import {
  addRecallHandler,
  noteRecallTryHandler,
  bookRecallHandler,
  closeRecallHandler,
} from './keep-recalls.ts'
import { getWaitingCountsHandler } from './get-waiting-counts.ts'
import { listRecallsHandler } from './list-recalls.ts'
import { bookGroupHandler, joinGroupHandler, moveGroupHandler } from './book-group.ts'
import { getRemindersHandler, listRepliesHandler, settleReplyHandler } from './get-reminders.ts'
import { getReminderPolicyHandler, saveReminderPolicyHandler } from './save-reminder-policy.ts'
import { setContactPreferenceHandler } from './set-contact-preference.ts'
import { getSeriesPreviewHandler, bookSeriesHandler } from './book-series.ts'
import { changeSeriesHandler } from './change-series.ts'
import { takeBackVisitsHandler } from './take-back-visits.ts'
import { exportCalendarHandler } from './export-calendar.ts'
import { exportReportHandler } from './export-report.ts'
import { getReportHandler } from './get-report.ts'
import {
  closeCalendarFeedHandler,
  listCalendarFeedsHandler,
  noteCalendarFeedHandler,
  openCalendarFeedHandler,
} from './keep-calendar-feeds.ts'
import { getSeriesHandler } from './get-series.ts'
import { getGroupHandler } from './get-group.ts'

export const scheduleHandlers = {
  findSlots: findSlotsHandler,
  addWalkIn: addWalkInHandler,
  takeStep: takeStepHandler,
  takeBackStep: takeBackStepHandler,
  checkIn: checkInHandler,
  noteChecks: noteChecksHandler,
  correctAddress: correctAddressHandler,
  getCheckIn: getCheckInHandler,
  takePayment: takePaymentHandler,
  giveBackPayment: giveBackPaymentHandler,
  listReceipts: listReceiptsHandler,
  getFlow: getFlowHandler,
  getScheduleNames: getScheduleNamesHandler,
  getDays: getDaysHandler,
  getMonth: getMonthHandler,
  getPlanWarnings: getPlanWarningsHandler,
  getAppointment: getAppointmentHandler,
  listPatientAppointments: listPatientAppointmentsHandler,
  bookAppointment: bookAppointmentHandler,
  moveAppointment: moveAppointmentHandler,
  changeAppointment: changeAppointmentHandler,
  cancelAppointment: cancelAppointmentHandler,
  restoreAppointment: restoreAppointmentHandler,
  listConflicts: listConflictsHandler,
  settleConflict: settleConflictHandler,
  addToWaitlist: addToWaitlistHandler,
  changeWaitlistEntry: changeWaitlistEntryHandler,
  removeFromWaitlist: removeFromWaitlistHandler,
  offerSlot: offerSlotHandler,
  answerOffer: answerOfferHandler,
  listWaitlist: listWaitlistHandler,
  addRecall: addRecallHandler,
  noteRecallTry: noteRecallTryHandler,
  bookRecall: bookRecallHandler,
  closeRecall: closeRecallHandler,
  getWaitingCounts: getWaitingCountsHandler,
  listRecalls: listRecallsHandler,
  bookGroup: bookGroupHandler,
  joinGroup: joinGroupHandler,
  moveGroup: moveGroupHandler,
  getSetup: getSetupHandler,
  saveVisitType: saveVisitTypeHandler,
  archiveVisitType: archiveVisitTypeHandler,
  saveResource: saveResourceHandler,
  archiveResource: archiveResourceHandler,
  getHours: getHoursHandler,
  saveHours: saveHoursHandler,
  listBlocks: listBlocksHandler,
  listBooked: listBookedHandler,
  saveBlock: saveBlockHandler,
  blockTime: blockTimeHandler,
  removeBlock: removeBlockHandler,
  unblockTime: unblockTimeHandler,
  saveSchedulePolicy: saveSchedulePolicyHandler,
  saveReminderPolicy: saveReminderPolicyHandler,
  getReminderPolicy: getReminderPolicyHandler,
  setContactPreference: setContactPreferenceHandler,
  getReminders: getRemindersHandler,
  listReplies: listRepliesHandler,
  settleReply: settleReplyHandler,
  getSeriesPreview: getSeriesPreviewHandler,
  bookSeries: bookSeriesHandler,
  changeSeries: changeSeriesHandler,
  takeBackVisits: takeBackVisitsHandler,
  openCalendarFeed: openCalendarFeedHandler,
  noteCalendarFeed: noteCalendarFeedHandler,
  closeCalendarFeed: closeCalendarFeedHandler,
  listCalendarFeeds: listCalendarFeedsHandler,
  exportCalendar: exportCalendarHandler,
  getReport: getReportHandler,
  exportReport: exportReportHandler,
  getSeries: getSeriesHandler,
  getGroup: getGroupHandler,
} satisfies HandlersFor<typeof scheduleContracts>
