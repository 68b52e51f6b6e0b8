import { createPractice } from '../../shared/access/create-practice.ts'
import { act } from '../pipeline/handle.ts'

export const createPracticeHandler = act(createPractice, async ({ gatekeeper, host, nameActor }, input) => {
  const { session, recoveryCode, practice } = await gatekeeper.createPractice(input, host)
  nameActor(session.actor.id, session.id)
  return { recoveryCode, practice }
})
