import { AppError, must } from '../../shared/kernel/errors.ts'
import { schedulePolicies } from '../../shared/schedule/schedule-policy.ts'
import { saveSchedulePolicy } from '../../shared/schedule/save-schedule-policy.ts'
import { handle } from '../pipeline/handle.ts'
import { practiceOf } from '../store/people.sql.ts'
import { policyRow } from './schedule.sql.ts'

export const saveSchedulePolicyHandler = handle(saveSchedulePolicy, (tx, { version, ...said }) => {
  if (said.dayStart >= said.dayEnd) throw new AppError('Invalid', 'policy.hours')
  const practice = practiceOf(tx)
  must(practice, 'practice.missing')
  // somebody else said it first: what they said is to be seen before it is said anew
  if (version === null && policyRow(tx)) throw new AppError('Conflict', 'row.changed')
  if (version === null) tx.put(schedulePolicies, { id: practice.id, ...said })
  else tx.amend(schedulePolicies, practice.id, said, version)
  return {}
})
