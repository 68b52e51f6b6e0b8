import { joinPractice } from '../../shared/access/join-practice.ts'
import { act } from '../pipeline/handle.ts'

export const joinPracticeHandler = act(joinPractice, async ({ gatekeeper, host, nameActor }, input) => {
  const { session, recoveryCode } = await gatekeeper.joinPractice(input, host)
  nameActor(session.actor.id, session.id)
  return { recoveryCode }
})
