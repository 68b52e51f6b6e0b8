import type { exportsContracts } from '../../shared/exports/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import {
  approveExportHandler,
  askForExportHandler,
  getExportCountHandler,
  refuseExportHandler,
  withdrawExportHandler,
} from './ask-for-export.ts'
import { getExportPolicyHandler, setExportPolicyHandler } from './set-export-policy.ts'
import { exportRecordHandler } from './export-record.ts'
import { listExportsHandler } from './list-exports.ts'
import {
  beginExportHandler,
  cancelExportHandler,
  endExportHandler,
  notePatientExportedHandler,
  startExportHandler,
} from './start-export.ts'

export const exportsHandlers = {
  exportRecord: exportRecordHandler,
  getExportCount: getExportCountHandler,
  askForExport: askForExportHandler,
  approveExport: approveExportHandler,
  refuseExport: refuseExportHandler,
  withdrawExport: withdrawExportHandler,
  listExports: listExportsHandler,
  startExport: startExportHandler,
  cancelExport: cancelExportHandler,
  beginExport: beginExportHandler,
  notePatientExported: notePatientExportedHandler,
  endExport: endExportHandler,
  getExportPolicy: getExportPolicyHandler,
  setExportPolicy: setExportPolicyHandler,
} satisfies HandlersFor<typeof exportsContracts>
