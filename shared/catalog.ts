/** Every command, query and record of every domain: what preload, dispatch, sync, cloud and the catalog tests work from. */
import { accessContracts, accessRecords } from './access/index.ts'
import { attentionContracts } from './attention/index.ts'
import { chartingContracts, chartingRecords } from './charting/index.ts'
import { exportsContracts, exportsRecords } from './exports/index.ts'
import { exchangeContracts, exchangeRecords } from './exchange/index.ts'
import { cloudContracts } from './cloud/index.ts'
import { downtimeContracts } from './downtime/index.ts'
import { auditingContracts } from './auditing/index.ts'
import { syncRecords } from './sync/index.ts'
import { privacyContracts, privacyRecords } from './privacy/index.ts'
import { amendmentsContracts, amendmentsRecords } from './amendments/index.ts'
import { disclosuresContracts, disclosuresRecords } from './disclosures/index.ts'
import { retentionContracts, retentionRecords } from './retention/index.ts'
import { securityContracts } from './security/index.ts'
import { patientsContracts, patientsRecords } from './patients/index.ts'
import { scheduleContracts, scheduleRecords } from './schedule/index.ts'

export const contracts = {
  ...accessContracts,
  ...patientsContracts,
  ...scheduleContracts,
  ...chartingContracts,
  ...exchangeContracts,
  ...attentionContracts,
  ...cloudContracts,
  ...downtimeContracts,
  ...privacyContracts,
  ...amendmentsContracts,
  ...disclosuresContracts,
  ...retentionContracts,
  ...exportsContracts,
  ...securityContracts,
  ...auditingContracts,
}
export const records = {
  ...accessRecords,
  ...syncRecords,
  ...patientsRecords,
  ...scheduleRecords,
  ...chartingRecords,
  ...exchangeRecords,
  ...privacyRecords,
  ...amendmentsRecords,
  ...disclosuresRecords,
  ...retentionRecords,
  ...exportsRecords,
}
