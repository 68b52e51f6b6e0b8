import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { CloudAddress, EnrolmentCode } from '../sync/enrol.ts'

/** Brings the practice that was begun on this workstation to a cloud: from then on everything is sent there. */
export const connectCloud = defineCommand({
  name: 'cloud.connectCloud',
  input: z.strictObject({ address: CloudAddress, code: EnrolmentCode }),
  output: z.strictObject({}),
  example: {
    address: 'cloud.clinic.example:8443',
    code: '0000-0000-0000-0000-0000-0000-0000-0000-ZZ3Z',
  },
  permission: 'practice.configure',
  cap: { max: 10, minutes: 10 },
  audit: { action: 'cloud.connect', category: 'configuration', subject: () => null },
})
