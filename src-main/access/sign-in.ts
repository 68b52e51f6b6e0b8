import { signIn } from '../../shared/access/sign-in.ts'
import { act } from '../pipeline/handle.ts'
import { noteOwn } from './keep-credential.ts'
import { notePasswordDue } from './password-due.ts'

export const signInHandler = act(signIn, async (acting, typed) => {
  const { gatekeeper, nameActor } = acting
  const session = await gatekeeper.signIn(typed, (userId) => nameActor(userId, null))
  nameActor(session.actor.id, session.id)
  notePasswordDue(session, typed.password)
  noteOwn(acting, session.actor.id)
  return { displayName: session.actor.displayName }
})
