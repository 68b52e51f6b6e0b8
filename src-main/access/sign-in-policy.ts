import { practices } from '../../shared/access/practice.ts'
import { getSignInPolicy, setSignInPolicy } from '../../shared/access/sign-in-policy.ts'
import { must } from '../../shared/kernel/errors.ts'
import { answer, handle } from '../pipeline/handle.ts'
import { practiceOf } from '../store/people.sql.ts'

export const getSignInPolicyHandler = answer(getSignInPolicy, (read) => {
  const practice = practiceOf(read)
  must(practice, 'practice.missing')
  const { id: _id, name: _name, timeZone: _timeZone, ...policy } = practice
  return policy
})

export const setSignInPolicyHandler = handle(setSignInPolicy, (tx, { version, ...policy }, _ctx, session) => {
  tx.amend(practices, session.workstation.tenant, policy, version)
  return {}
})
