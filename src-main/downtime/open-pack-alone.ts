import { openPackAlone } from '../../shared/downtime/open-pack-alone.ts'
import { act } from '../pipeline/handle.ts'

export const openPackAloneHandler = act(openPackAlone, async ({ gatekeeper, nameActor }, typed) => {
  const alone = await gatekeeper.openPackAlone(typed, (userId) => nameActor(userId, null))
  nameActor(alone.actor.id, alone.id)
  return { displayName: alone.actor.displayName }
})
