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
} satisfies HandlersFor<typeof scheduleContracts>
