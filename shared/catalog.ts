/** Every command, query and record of every domain: what preload, dispatch, sync, cloud and the catalog tests work from. */
import { accessContracts, accessRecords } from './access/index.ts'
import { chartingRecords } from './charting/index.ts'
import { exchangeRecords } from './exchange/index.ts'
import { patientsContracts, patientsRecords } from './patients/index.ts'

export const contracts = { ...accessContracts, ...patientsContracts }
export const records = { ...accessRecords, ...patientsRecords, ...chartingRecords, ...exchangeRecords }
