/** Every handler of every domain, under the name of its contract. */
import { accessHandlers } from './access/index.ts'
import { attentionHandlers } from './attention/index.ts'
import { chartingHandlers } from './charting/index.ts'
import { exportsHandlers } from './exports/index.ts'
import { exchangeHandlers } from './exchange/index.ts'
import { cloudHandlers } from './cloud/index.ts'
import { downtimeHandlers } from './downtime/index.ts'
import { privacyHandlers } from './privacy/index.ts'
import { amendmentsHandlers } from './amendments/index.ts'
import { disclosuresHandlers } from './disclosures/index.ts'
import { retentionHandlers } from './retention/index.ts'
import { securityHandlers } from './security/index.ts'
import { auditingHandlers } from './auditing/index.ts'
import { patientsHandlers } from './patients/index.ts'
import { scheduleHandlers } from './schedule/index.ts'

export const handlers = {
  ...accessHandlers,
  ...patientsHandlers,
  ...scheduleHandlers,
  ...chartingHandlers,
  ...exchangeHandlers,
  ...attentionHandlers,
  ...cloudHandlers,
  ...downtimeHandlers,
  ...privacyHandlers,
  ...amendmentsHandlers,
  ...disclosuresHandlers,
  ...retentionHandlers,
  ...exportsHandlers,
  ...securityHandlers,
  ...auditingHandlers,
}
