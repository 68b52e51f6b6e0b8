import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { stored } from '../kernel/fields.ts'

/** Why the key of a workstation's store is changed. */
export const keyChangeReasons = ['asked', 'kit-used', 'recovered', 'age'] as const
export type KeyChangeReason = (typeof keyChangeReasons)[number]

/** How the key of this workstation's store stands. */
export const getKey = defineQuery({
  name: 'access.getKey',
  input: z.strictObject({}),
  output: z.strictObject({
    /** How many keys there have been, this one too. */
    epoch: z.int(),
    /** When it was put in place; null where it is the first. */
    changedAt: z.string().nullable(),
    /** Why it is to be changed at the next sign-in, since when; null where it is not. */
    due: z.strictObject({ why: z.enum(keyChangeReasons), at: z.string() }).nullable(),
    /** Why it could not be changed when it was last tried; with what is needed and free on the disk, bytes. */
    problem: z.strictObject({ reason: z.string(), needs: z.number(), free: z.number() }).nullable(),
    /** How much longer that sign-in takes, whole seconds. */
    seconds: z.int(),
    /** After how many months it is changed by itself. */
    months: z.int(),
  }),
  example: {},
  permission: 'user.manage',
  reads: ['workstation_setting', 'practices'],
  audit: { none: 'when a key of this computer was changed, of nobody in particular' },
})

/** Has the key of this workstation's store changed at the next sign-in here. Asked again it stays asked. */
export const changeKey = defineCommand({
  name: 'access.changeKey',
  input: z.strictObject({ reason: stored(200) }),
  output: z.strictObject({}),
  example: { reason: 'A disk of this computer was copied for repair' },
  permission: 'user.manage',
  stepUp: true,
  audit: { action: 'key.ask', category: 'configuration', subject: () => null },
})
