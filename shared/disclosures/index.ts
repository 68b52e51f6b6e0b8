import { correctDisclosure } from './correct-disclosure.ts'
import { disclosures } from './disclosure.ts'
import { exportAccounting } from './export-accounting.ts'
import { getAccounting } from './get-accounting.ts'
import { listDisclosures } from './list-disclosures.ts'
import { printGiven } from './print-given.ts'
import { recordDisclosure } from './record-disclosure.ts'

export const disclosuresContracts = {
  recordDisclosure,
  correctDisclosure,
  printGiven,
  listDisclosures,
  getAccounting,
  exportAccounting,
}
export const disclosuresRecords = { disclosures }
