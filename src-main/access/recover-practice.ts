import { passwordFault } from '../../shared/access/password-rules.ts'
import { recoverPractice } from '../../shared/access/recover-practice.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { noteOwn } from './keep-credential.ts'
import { notePasswordDue } from './password-due.ts'

export const recoverPracticeHandler = act(recoverPractice, async (acting, input) => {
  const { gatekeeper, host, nameActor } = acting
  const { practiceName } = gatekeeper.gate()
  const fault = passwordFault(input.password, {
    username: input.username,
    displayName: '',
    practiceName: practiceName ?? '',
  })
  if (fault) throw new AppError('Invalid', `password.${fault}`)
  const { session, recoveryCode } = await gatekeeper.recoverPractice(input, host, (userId) =>
    nameActor(userId, null),
  )
  nameActor(session.actor.id, session.id)
  noteOwn(acting, session.actor.id, true)
  notePasswordDue(session, input.password)
  return { recoveryCode }
})
