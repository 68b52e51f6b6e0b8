import { getMe } from '../../shared/access/get-me.ts'
import { must } from '../../shared/kernel/errors.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { act } from '../pipeline/handle.ts'
import { personRow } from '../store/people.sql.ts'
import { practiceOf } from '../store/people.sql.ts'
import { preferencesOf } from './practice.sql.ts'

export const getMeHandler = act(getMe, ({ session, ctx, gatekeeper }) => {
  must(session && ctx, 'get-me.session')
  const practice = practiceOf(session.store.read)
  must(practice, 'practice.missing')
  const { unlocked } = gatekeeper.lockout
  const { passwordLength, passwordDays, passwordWords } = practice
  return {
    userId: session.actor.id,
    displayName: session.actor.displayName,
    roles: [...session.actor.roles],
    permissions: [...session.actor.can],
    practiceName: practice.name,
    timeZone: practice.timeZone,
    today: dayIn(practice.timeZone, Date.parse(ctx.now)),
    workstation: session.workstation.device.slice(-4).toUpperCase(),
    preferences: preferencesOf(session.store.read, session.actor.id),
    keyInFile: gatekeeper.gate().demo?.keyInFile ?? false,
    byKit: session.byKit,
    firstHere: session.firstHere ?? false,
    mustFirst: session.passwordDue ? ('password' as const) : session.mustFirst,
    passwordDue: session.passwordDue,
    passwords: { passwordLength, passwordDays, passwordWords },
    secondFactor: gatekeeper.secondFactor.since(session.actor.id),
    unlocked: unlocked && {
      by: personRow(session.store.read, unlocked.by)?.displayName ?? '',
      reason: unlocked.reason,
    },
  }
})
