import { must } from '../../shared/kernel/errors.ts'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { act } from '../pipeline/handle.ts'
import { outages, waiting } from './get-connection.sql.ts'

/** Acts, because part of the answer is no row: what the lane knows of the network now. */
export const getConnectionHandler = act(getConnection, ({ gatekeeper, session }) => {
  must(session, 'connection.session')
  const { read } = session.store
  const { connection, address, isProofLost, hydrating } = gatekeeper.cloud.now
  const { id, can } = session.actor
  return {
    connection,
    address,
    isProofLost,
    hydrating,
    ...waiting(read, id),
    auditAlarms: can.has('practice.configure') ? gatekeeper.auditDesk.openAlarms() : 0,
    outages: outages(read),
  }
})
