import type { disclosuresContracts } from '../../shared/disclosures/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { correctDisclosureHandler } from './correct-disclosure.ts'
import { exportAccountingHandler } from './export-accounting.ts'
import { getAccountingHandler } from './get-accounting.ts'
import { listDisclosuresHandler } from './list-disclosures.ts'
import { printGivenHandler } from './print-given.ts'
import { recordDisclosureHandler } from './record-disclosure.ts'

export const disclosuresHandlers = {
  recordDisclosure: recordDisclosureHandler,
  correctDisclosure: correctDisclosureHandler,
  printGiven: printGivenHandler,
  listDisclosures: listDisclosuresHandler,
  getAccounting: getAccountingHandler,
  exportAccounting: exportAccountingHandler,
} satisfies HandlersFor<typeof disclosuresContracts>
