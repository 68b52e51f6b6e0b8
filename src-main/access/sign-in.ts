import { signIn } from '../../shared/access/sign-in.ts'
import { act } from '../pipeline/handle.ts'

export const signInHandler = act(signIn, async ({ gatekeeper, nameActor }, { username, password }) => {
  const session = await gatekeeper.signIn(username, password, (userId) => nameActor(userId, null))
  nameActor(session.actor.id, session.id)
  return { displayName: session.actor.displayName }
})
