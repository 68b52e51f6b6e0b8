import { changePassword } from '../../shared/access/change-password.ts'
import { passwordFault } from '../../shared/access/password-rules.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { noteOwn } from './keep-credential.ts'
import { personRow, practiceOf } from '../store/people.sql.ts'

export const changePasswordHandler = act(changePassword, (acting, { password, next }) => {
  const { gatekeeper, session, record } = acting
  must(session, 'change-password.session')
  const { id, displayName } = session.actor
  const { username } = personRow(session.store.read, id) ?? { username: '' }
  const { practiceName } = session.workstation
  const practice = practiceOf(session.store.read)
  const fault = passwordFault(next, { username, displayName, practiceName }, practice ?? null)
  if (fault) throw new AppError('Invalid', `password.${fault}`)
  if (next.normalize('NFC') === password.normalize('NFC')) throw new AppError('Invalid', 'password.same')
  const recoveryCode = gatekeeper.own.renew(password, next, record)
  session.passwordDue = null
  noteOwn(acting, id, true)
  return { recoveryCode }
})
