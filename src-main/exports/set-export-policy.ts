import { practices } from '../../shared/access/practice.ts'
import { getExportPolicy, setExportPolicy } from '../../shared/exports/set-export-policy.ts'
import { must } from '../../shared/kernel/errors.ts'
import { answer, handle } from '../pipeline/handle.ts'
import { practiceOf } from '../store/people.sql.ts'

export const getExportPolicyHandler = answer(getExportPolicy, (read) => {
  const practice = practiceOf(read)
  must(practice, 'practice.missing')
  const { exportAlone, exportMost, version } = practice
  return { policy: { exportAlone, exportMost }, version }
})

export const setExportPolicyHandler = handle(setExportPolicy, (tx, { policy, version }, _ctx, session) => {
  tx.amend(practices, session.workstation.tenant, policy, version)
  return {}
})
