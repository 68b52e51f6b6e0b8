import type { scheduleContracts } from '../../shared/schedule/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { bookAppointmentHandler } from './book-appointment.ts'
import { cancelAppointmentHandler, restoreAppointmentHandler } from './cancel-appointment.ts'
import { changeAppointmentHandler } from './change-appointment.ts'
import { checkPlanHandler } from './check-plan.ts'
import { findSlotsHandler } from './find-slots.ts'
import { getAppointmentHandler } from './get-appointment.ts'
import { getDaysHandler, getScheduleNamesHandler } from './get-days.ts'
import { listPatientAppointmentsHandler } from './list-patient-appointments.ts'
import { moveAppointmentHandler } from './move-appointment.ts'

export const scheduleHandlers = {
  findSlots: findSlotsHandler,
  getScheduleNames: getScheduleNamesHandler,
  getDays: getDaysHandler,
  checkPlan: checkPlanHandler,
  getAppointment: getAppointmentHandler,
  listPatientAppointments: listPatientAppointmentsHandler,
  bookAppointment: bookAppointmentHandler,
  moveAppointment: moveAppointmentHandler,
  changeAppointment: changeAppointmentHandler,
  cancelAppointment: cancelAppointmentHandler,
  restoreAppointment: restoreAppointmentHandler,
} satisfies HandlersFor<typeof scheduleContracts>
