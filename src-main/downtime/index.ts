import type { downtimeContracts } from '../../shared/downtime/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { chooseForPackHandler } from './choose-for-pack.ts'
import { endDrillHandler } from './end-drill.ts'
import { getOutageHandler } from './get-outage.ts'
import { getPackStateHandler } from './get-pack-state.ts'
import { getPackHandler } from './get-pack.ts'
import { getReadinessHandler } from './get-readiness.ts'
import { makePackHandler } from './make-pack.ts'
import { openPackAloneHandler } from './open-pack-alone.ts'
import { printPackHandler } from './print-pack.ts'
import { signOffOutageHandler } from './sign-off-outage.ts'
import { startDrillHandler } from './start-drill.ts'

export const downtimeHandlers = {
  makePack: makePackHandler,
  getPackState: getPackStateHandler,
  getPack: getPackHandler,
  chooseForPack: chooseForPackHandler,
  printPack: printPackHandler,
  openPackAlone: openPackAloneHandler,
  getReadiness: getReadinessHandler,
  startDrill: startDrillHandler,
  endDrill: endDrillHandler,
  getOutage: getOutageHandler,
  signOffOutage: signOffOutageHandler,
} satisfies HandlersFor<typeof downtimeContracts>
