import { confirmPurge, dismissPurge, listPurges, proposePurge } from './decide-purge.ts'
import { liftHold, listHolds, placeHold } from './hold.ts'
import { legalHolds, liftedHolds } from './legal-hold.ts'
import { purgeActs, purgeLists, purgesDone } from './purge.ts'
import { getRetention, setRetention } from './set-retention.ts'

export const retentionContracts = {
  getRetention,
  setRetention,
  placeHold,
  liftHold,
  listHolds,
  proposePurge,
  confirmPurge,
  dismissPurge,
  listPurges,
}
export const retentionRecords = { legalHolds, liftedHolds, purgeLists, purgeActs, purgesDone }
