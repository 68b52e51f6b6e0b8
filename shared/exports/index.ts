import {
  approveExport,
  askForExport,
  getExportCount,
  refuseExport,
  withdrawExport,
} from './ask-for-export.ts'
import { exportRecord } from './export-record.ts'
import { exportActs, exportRequests } from './export-request.ts'
import { listExports } from './list-exports.ts'
import { beginExport, cancelExport, endExport, notePatientExported, startExport } from './start-export.ts'
import { getExportPolicy, setExportPolicy } from './set-export-policy.ts'

export const exportsContracts = {
  exportRecord,
  getExportCount,
  askForExport,
  approveExport,
  refuseExport,
  withdrawExport,
  listExports,
  startExport,
  cancelExport,
  beginExport,
  notePatientExported,
  endExport,
  getExportPolicy,
  setExportPolicy,
}
export const exportsRecords = { exportRequests, exportActs }
