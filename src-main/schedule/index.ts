import type { scheduleContracts } from '../../shared/schedule/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { bookAppointmentHandler } from './book-appointment.ts'
import { cancelAppointmentHandler, restoreAppointmentHandler } from './cancel-appointment.ts'
import { changeAppointmentHandler } from './change-appointment.ts'
import { checkPlanHandler } from './check-plan.ts'
import { getAppointmentHandler } from './get-appointment.ts'
import { getDaysHandler, getScheduleNamesHandler } from './get-days.ts'
import { getSetupHandler } from './get-setup.ts'
import { listBlocksHandler, listBookedHandler } from './list-blocks.ts'
import { blockTimeHandler, removeBlockHandler, saveBlockHandler, unblockTimeHandler } from './save-block.ts'
import { getHoursHandler, saveHoursHandler } from './save-hours.ts'
import { archiveResourceHandler, saveResourceHandler } from './save-resource.ts'
import { saveSchedulePolicyHandler } from './save-schedule-policy.ts'
import { archiveVisitTypeHandler, saveVisitTypeHandler } from './save-visit-type.ts'
import { listPatientAppointmentsHandler } from './list-patient-appointments.ts'
import { moveAppointmentHandler } from './move-appointment.ts'

export const scheduleHandlers = {
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
} satisfies HandlersFor<typeof scheduleContracts>
