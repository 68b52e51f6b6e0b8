import { appointments } from './appointment.ts'
import { availabilities } from './availability.ts'
import { blocks } from './block.ts'
import { contactPreferences } from './contact-preference.ts'
import { deskChecks } from './desk-check.ts'
import { recalls } from './recall.ts'
import { receipts } from './receipt.ts'
import { reminders } from './reminder.ts'
import { reminderPolicies } from './reminder-policy.ts'
import { resources } from './resource.ts'
import { schedulePolicies } from './schedule-policy.ts'
import { appointmentSeries } from './series.ts'
import { getReminderPolicy, saveReminderPolicy } from './save-reminder-policy.ts'
import { getReminders, listReplies, settleReply } from './get-reminders.ts'
import { setContactPreference } from './set-contact-preference.ts'
import { visitTypes } from './visit-type.ts'
import { waitlistEntries } from './waitlist-entry.ts'

export const scheduleContracts = {
  saveReminderPolicy,
  getReminderPolicy,
  setContactPreference,
  getReminders,
  listReplies,
  settleReply,
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
}
