import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/** A one-time code that enrols another workstation, for whoever makes it. Needs the cloud. Throws `cloud.unreachable`. */
export const makeEnrolmentCode = defineCommand({
  name: 'cloud.makeEnrolmentCode',
  input: z.strictObject({}),
  output: z.strictObject({ address: z.string(), code: z.string(), until: z.string() }),
  example: {},
  permission: 'user.manage',
  stepUp: true,
  cap: { max: 10, minutes: 10 },
  audit: { action: 'enrolment-code.make', category: 'configuration', subject: () => null },
})
