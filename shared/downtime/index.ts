import { chooseForPack } from './choose-for-pack.ts'
import { endDrill } from './end-drill.ts'
import { getOutage } from './get-outage.ts'
import { getPackState } from './get-pack-state.ts'
import { getPack } from './get-pack.ts'
import { getReadiness } from './get-readiness.ts'
import { makePack } from './make-pack.ts'
import { openPackAlone } from './open-pack-alone.ts'
import { printPack } from './print-pack.ts'
import { signOffOutage } from './sign-off-outage.ts'
import { startDrill } from './start-drill.ts'

export const downtimeContracts = {
  makePack,
  getPackState,
  getPack,
  chooseForPack,
  printPack,
  openPackAlone,
  getReadiness,
  startDrill,
  endDrill,
  getOutage,
  signOffOutage,
}
