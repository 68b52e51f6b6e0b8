import { endDrill } from '../../shared/downtime/end-drill.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

export const endDrillHandler = act(endDrill, ({ gatekeeper, session, record }) => {
  must(session, 'end-drill.session')
  return { startedAt: gatekeeper.cloud.endDrill(session.actor.id, record) }
})
