import { AppError, must } from '../../shared/kernel/errors.ts'
import { reminderPolicies, suggestedReminders } from '../../shared/schedule/reminder-policy.ts'
import { getReminderPolicy, saveReminderPolicy } from '../../shared/schedule/save-reminder-policy.ts'
import { answer, handle } from '../pipeline/handle.ts'
import { practiceOf } from '../store/people.sql.ts'
import { policyRow } from './reminders.sql.ts'

export const saveReminderPolicyHandler = handle(saveReminderPolicy, (tx, { version, policy }) => {
  const id = practiceOf(tx)?.id
  must(id, 'reminders.practice')
  const before = policyRow(tx, id)
  if ((before?.version ?? null) !== version) throw new AppError('Conflict', 'row.changed')
  const said = { ...policy, hoursBefore: [...new Set(policy.hoursBefore)].toSorted((a, b) => b - a) }
  if (before) tx.amend(reminderPolicies, id, said, before.version)
  else tx.put(reminderPolicies, { id, ...said })
  return {}
})

export const getReminderPolicyHandler = answer(getReminderPolicy, (read) => {
  const found = policyRow(read, practiceOf(read)?.id ?? '')
  if (!found) return { version: null, policy: suggestedReminders }
  const { version, ...policy } = found
  return { version, policy }
})
