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
} satisfies HandlersFor<typeof scheduleContracts>
