import { practices } from '../../shared/access/practice.ts'
import { must } from '../../shared/kernel/errors.ts'
import { usualRetention } from '../../shared/access/retention-classes.ts'
import { getRetention, setRetention } from '../../shared/retention/set-retention.ts'
import { answer, handle } from '../pipeline/handle.ts'
import { practiceOf } from '../store/people.sql.ts'

export const getRetentionHandler = answer(getRetention, (read) => {
  const practice = practiceOf(read)
  must(practice, 'practice.missing')
  return { retention: practice.retention ?? usualRetention, version: practice.version }
})

export const setRetentionHandler = handle(setRetention, (tx, { retention, version }, _ctx, session) => {
  tx.amend(practices, session.workstation.tenant, { retention }, version)
  return {}
})
