import { connectCloud } from '../../shared/cloud/connect-cloud.ts'
import { act } from '../pipeline/handle.ts'

export const connectCloudHandler = act(connectCloud, async ({ gatekeeper, record }, { address, code }) => {
  // from then on the record leaves this computer: that is written down first
  await gatekeeper.cloud.connect(address, code, record)
  return {}
})
