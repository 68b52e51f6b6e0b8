import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'

export const revokeReasons = ['stolen', 'lost', 'handed-back', 'other'] as const

/**
 * Takes another workstation's right to speak to the cloud, and with it to let people in. Needs the cloud. Throws `cloud.none`,
 * `cloud.unreachable`, `drill.running`, `workstation.itself`, `workstation.unknown`.
 */
export const revokeWorkstation = defineCommand({
  name: 'access.revokeWorkstation',
  input: z.strictObject({ device: Id, reason: z.enum(revokeReasons) }),
  output: z.strictObject({}),
  example: { device: '0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c6d01', reason: 'stolen' },
  permission: 'user.manage',
  stepUp: true,
  audit: {
    action: 'workstation.revoke',
    category: 'configuration',
    subject: () => null,
    detail: ({ device, reason }) => ({ workstation: device, reason }),
  },
})
