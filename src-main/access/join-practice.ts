import { joinPractice } from '../../shared/access/join-practice.ts'
import { act } from '../pipeline/handle.ts'
import { noteOwn } from './keep-credential.ts'

export const joinPracticeHandler = act(joinPractice, async (acting, input) => {
  const { gatekeeper, host, nameActor } = acting
  const { session, recoveryCode } = await gatekeeper.joinPractice(input, host)
  nameActor(session.actor.id, session.id)
  noteOwn(acting, session.actor.id)
  return { recoveryCode }
})
