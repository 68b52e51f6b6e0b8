import { startDrill } from '../../shared/downtime/start-drill.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

export const startDrillHandler = act(startDrill, ({ gatekeeper, session, record }, { minutes }) => {
  must(session, 'start-drill.session')
  return gatekeeper.cloud.startDrill(minutes, session.actor.id, record)
})
