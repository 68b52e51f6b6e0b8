import { signIn } from '../../shared/access/sign-in.ts'
import { act } from '../pipeline/handle.ts'
import { noteOwn } from './keep-credential.ts'

export const signInHandler = act(signIn, async (acting, typed) => {
  const { gatekeeper, nameActor } = acting
  const session = await gatekeeper.signIn(typed, (userId) => nameActor(userId, null))
  nameActor(session.actor.id, session.id)
  noteOwn(acting, session.actor.id)
  return { displayName: session.actor.displayName }
})
