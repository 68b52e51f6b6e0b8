import { signIn } from '../../shared/access/sign-in.ts'
import { act } from '../pipeline/handle.ts'
import { noteOwnKeys } from './keep-credential.ts'

export const signInHandler = act(signIn, async (acting, { username, password }) => {
  const { gatekeeper, nameActor } = acting
  const session = await gatekeeper.signIn(username, password, (userId) => nameActor(userId, null))
  nameActor(session.actor.id, session.id)
  noteOwnKeys(acting)
  return { displayName: session.actor.displayName }
})
