import {
  acceptAmendment,
  addDisagreement,
  addRebuttal,
  denyAmendment,
  noteTold,
  putOffAmendment,
  withdrawAmendment,
} from './act-on-amendment.ts'
import { amendmentActs } from './amendment-act.ts'
import { amendments } from './amendment.ts'
import { getAmendment } from './get-amendment.ts'
import { getChartAmendments } from './get-chart-amendments.ts'
import { listAmendments } from './list-amendments.ts'
import { recordAmendment } from './record-amendment.ts'

export const amendmentsContracts = {
  recordAmendment,
  putOffAmendment,
  acceptAmendment,
  denyAmendment,
  withdrawAmendment,
  addDisagreement,
  addRebuttal,
  noteTold,
  getChartAmendments,
  getAmendment,
  listAmendments,
}
export const amendmentsRecords = { amendments, amendmentActs }
