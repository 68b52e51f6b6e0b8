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
import { findSlotsHandler } from './find-slots.ts'
import { getAppointmentHandler } from './get-appointment.ts'
import { getDaysHandler } from './get-days.ts'
import { getScheduleNamesHandler } from './get-schedule-names.ts'
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
import { listRecallsHandler } from './list-recalls.ts'
import { bookGroupHandler, joinGroupHandler, moveGroupHandler } from './book-group.ts'
import { previewSeriesHandler, bookSeriesHandler } from './book-series.ts'
import { changeSeriesHandler } from './change-series.ts'

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
  listRecalls: listRecallsHandler,
  bookGroup: bookGroupHandler,
  joinGroup: joinGroupHandler,
  moveGroup: moveGroupHandler,
  previewSeries: previewSeriesHandler,
  bookSeries: bookSeriesHandler,
  changeSeries: changeSeriesHandler,
} satisfies HandlersFor<typeof scheduleContracts>
