import type { scheduleContracts } from '../../shared/schedule/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { bookAppointmentHandler } from './book-appointment.ts'
import { cancelAppointmentHandler, restoreAppointmentHandler } from './cancel-appointment.ts'
import { changeAppointmentHandler } from './change-appointment.ts'
import { getAppointmentHandler } from './get-appointment.ts'
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

export const scheduleHandlers = {
  getScheduleNames: getScheduleNamesHandler,
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
} satisfies HandlersFor<typeof scheduleContracts>
