import { practices } from '../../shared/access/practice.ts'
import { getSignInPolicy, setSignInPolicy } from '../../shared/access/sign-in-policy.ts'
import { must } from '../../shared/kernel/errors.ts'
import { answer, handle } from '../pipeline/handle.ts'
import { practiceOf } from '../store/people.sql.ts'

export const getSignInPolicyHandler = answer(getSignInPolicy, (read) => {
  const practice = practiceOf(read)
  must(practice, 'practice.missing')
  const { version, secondFactor, leaseHours, idleMinutes, keyMonths } = practice
  const { passwordLength, passwordDays, passwordWords } = practice
  const passwords = { passwordLength, passwordDays, passwordWords }
  return { version, secondFactor, leaseHours, idleMinutes, keyMonths, ...passwords }
})

export const setSignInPolicyHandler = handle(setSignInPolicy, (tx, { version, ...policy }, _ctx, session) => {
  tx.amend(practices, session.workstation.tenant, policy, version)
  return {}
})
