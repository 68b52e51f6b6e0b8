import type { amendmentsContracts } from '../../shared/amendments/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import {
  acceptAmendmentHandler,
  addDisagreementHandler,
  addRebuttalHandler,
  denyAmendmentHandler,
  noteToldHandler,
  putOffAmendmentHandler,
  withdrawAmendmentHandler,
} from './act-on-amendment.ts'
import { getAmendmentHandler } from './get-amendment.ts'
import { getChartAmendmentsHandler } from './get-chart-amendments.ts'
import { listAmendmentsHandler } from './list-amendments.ts'
import { recordAmendmentHandler } from './record-amendment.ts'

export const amendmentsHandlers = {
  recordAmendment: recordAmendmentHandler,
  putOffAmendment: putOffAmendmentHandler,
  acceptAmendment: acceptAmendmentHandler,
  denyAmendment: denyAmendmentHandler,
  withdrawAmendment: withdrawAmendmentHandler,
  addDisagreement: addDisagreementHandler,
  addRebuttal: addRebuttalHandler,
  noteTold: noteToldHandler,
  getChartAmendments: getChartAmendmentsHandler,
  getAmendment: getAmendmentHandler,
  listAmendments: listAmendmentsHandler,
} satisfies HandlersFor<typeof amendmentsContracts>
