import type { scheduleContracts } from '../../shared/schedule/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { getRemindersHandler, listRepliesHandler, settleReplyHandler } from './get-reminders.ts'
import { getReminderPolicyHandler, saveReminderPolicyHandler } from './save-reminder-policy.ts'
import { setContactPreferenceHandler } from './set-contact-preference.ts'

export const scheduleHandlers = {
  saveReminderPolicy: saveReminderPolicyHandler,
  getReminderPolicy: getReminderPolicyHandler,
  setContactPreference: setContactPreferenceHandler,
  getReminders: getRemindersHandler,
  listReplies: listRepliesHandler,
  settleReply: settleReplyHandler,
} satisfies HandlersFor<typeof scheduleContracts>
