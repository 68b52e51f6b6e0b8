/** Every command, query and record of every domain: what preload, dispatch, sync, cloud and the catalog tests work from. */
import { accessRecords } from './access/index.ts'
import { chartingRecords } from './charting/index.ts'
import { exchangeRecords } from './exchange/index.ts'
import { patientsRecords } from './patients/index.ts'

export const records = { ...accessRecords, ...patientsRecords, ...chartingRecords, ...exchangeRecords }
