import type { retentionContracts } from '../../shared/retention/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import {
  confirmPurgeHandler,
  dismissPurgeHandler,
  listPurgesHandler,
  proposePurgeHandler,
} from './decide-purge.ts'
import { liftHoldHandler, listHoldsHandler, placeHoldHandler } from './hold.ts'
import { getRetentionHandler, setRetentionHandler } from './set-retention.ts'

export const retentionHandlers = {
  getRetention: getRetentionHandler,
  setRetention: setRetentionHandler,
  placeHold: placeHoldHandler,
  liftHold: liftHoldHandler,
  listHolds: listHoldsHandler,
  proposePurge: proposePurgeHandler,
  confirmPurge: confirmPurgeHandler,
  dismissPurge: dismissPurgeHandler,
  listPurges: listPurgesHandler,
} satisfies HandlersFor<typeof retentionContracts>
