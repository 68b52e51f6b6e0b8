import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { revokeReasons } from './revoke-workstation.ts'
import { WipeHow } from './wipe.ts'

/** What a workstation is called on the screen, and what is typed so that none is wiped by a slip: the last four signs of its id. */
export const signOfWorkstation = (device: string): string => device.slice(-4).toUpperCase()

/**
 * Orders another workstation to wipe itself when it next reaches the cloud. The order stands when another person has confirmed it; where
 * nobody else may, after an hour. Needs the cloud. `typed`: its sign. Throws `workstation.not-typed`, and as `revokeWorkstation`.
 */
export const wipeWorkstation = defineCommand({
  name: 'access.wipeWorkstation',
  input: z.strictObject({
    device: Id,
    how: WipeHow,
    reason: z.enum(revokeReasons),
    typed: z.string().max(8),
  }),
  output: z.strictObject({}),
  example: {
    device: '0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c6d01',
    how: 'when-sent',
    reason: 'handed-back',
    typed: '6D01',
  },
  permission: 'user.manage',
  stepUp: true,
  audit: {
    action: 'workstation.order-wipe',
    category: 'configuration',
    subject: () => null,
    detail: ({ device, how, reason }) => ({ workstation: device, how, reason }),
  },
})

const ofOrder = { device: Id }

/** Another person confirms the last order for a workstation. Throws as `wipeWorkstation`, `wipe.own`, `wipe.nothing-to-confirm`. */
export const confirmWipe = defineCommand({
  name: 'access.confirmWipe',
  input: z.strictObject({ ...ofOrder, typed: z.string().max(8) }),
  output: z.strictObject({}),
  example: { device: '0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c6d01', typed: '6D01' },
  permission: 'user.manage',
  stepUp: true,
  audit: {
    action: 'workstation.confirm-wipe',
    category: 'configuration',
    subject: () => null,
    detail: ({ device }) => ({ workstation: device }),
  },
})

/** The last order for a workstation is void, where it has not been carried out. Throws as `revokeWorkstation`, `wipe.nothing-to-take-back`. */
export const takeBackWipe = defineCommand({
  name: 'access.takeBackWipe',
  input: z.strictObject(ofOrder),
  output: z.strictObject({}),
  example: { device: '0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c6d01' },
  permission: 'user.manage',
  audit: {
    action: 'workstation.take-back-wipe',
    category: 'configuration',
    subject: () => null,
    detail: ({ device }) => ({ workstation: device }),
  },
})
