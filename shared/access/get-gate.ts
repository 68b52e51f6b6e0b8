import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'

/** What stands between a person and the practice's records right now. */
export const getGate = defineQuery({
  name: 'access.getGate',
  input: z.strictObject({}),
  output: z.strictObject({
    /** `pack-alone`: somebody was let in to the downtime pack, and to nothing else. */
    state: z.enum(['first-run', 'sign-in', 'locked', 'recovery', 'refused', 'open', 'pack-alone']),
    /** Why it is refused or in recovery, or what whoever signs in should know: a stable key. */
    reason: z.string().nullable(),
    /** What two sheets of the emergency kit open is sealed here. */
    kit: z.boolean(),
    practiceName: z.string().nullable(),
    /** Who locked it: they come back with their password alone. */
    lockedUser: z.strictObject({ username: z.string(), displayName: z.string() }).nullable(),
    /** In a demonstration: what to sign in with, and whether the device key is in a file instead of a keychain. */
    demo: z.strictObject({ username: z.string(), password: z.string(), keyInFile: z.boolean() }).nullable(),
    /** Somebody is coming in, and the key of the store is changed first: how far that is, 0 to 1, and in how many seconds it was thought to be done. */
    changingKey: z.strictObject({ part: z.number(), seconds: z.int() }).nullable(),
  }),
  example: {},
  permission: 'before-sign-in',
  reads: [],
  audit: { none: 'says nothing but what the sign-in screen shows' },
})
