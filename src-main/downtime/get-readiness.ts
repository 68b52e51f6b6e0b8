import { getReadiness } from '../../shared/downtime/get-readiness.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { paceOf } from './pace.ts'
import { daysMeasured, keptHere, lastDrill } from './readiness.sql.ts'

/** Acts, because part of the answer is no row: the disk, and what is known of the cloud now. */
export const getReadinessHandler = act(getReadiness, async ({ gatekeeper, session }) => {
  must(session, 'readiness.session')
  const { read } = session.store
  const disk = await gatekeeper.disk()
  const { connection, address, certificateUntil, drill } = gatekeeper.cloud.now
  return {
    hasCloud: address !== null,
    lastRead: connection.lastRead,
    ...keptHere(read),
    certificateUntil,
    diskFree: disk.free,
    storeBytes: disk.store,
    ...paceOf(daysMeasured(read)),
    drill,
    lastDrill: lastDrill(read),
  }
})
