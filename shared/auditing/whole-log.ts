/** The log of the whole practice at this workstation: asked for by whoever may read it, then kept up to date in the background. */
import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'

export const getWholeLog = defineQuery({
  name: 'auditing.getWholeLog',
  input: z.strictObject({}),
  output: z.strictObject({
    /** A cloud has been named here: without one there is nothing to fetch. */
    hasCloud: z.boolean(),
    /** The cloud is there now. */
    isReached: z.boolean(),
    /** Null where nobody has asked for it here. */
    whole: z
      .strictObject({
        /** Empty where nobody of that id is known here. */
        askedBy: z.string(),
        /** UTC, as the others. */
        askedAt: z.string(),
        /** Entries of the practice's tree that are here, of how many; tombstones count. */
        size: z.int(),
        of: z.int(),
        gone: z.int(),
        /** When the cloud was last asked, by this clock; null where it never was. */
        seenAt: z.string().nullable(),
        /** The cloud found no right to it. */
        refused: z.boolean(),
        /** Something did not fit, and nobody has settled that alarm. */
        alarmed: z.boolean(),
        /** Its file could not be opened. */
        broken: z.boolean(),
      })
      .nullable(),
  }),
  example: {},
  permission: 'audit.read',
  reads: ['users', 'outage', 'whole_log'],
  audit: { none: 'says how far a copy of the log is; what is read of it is recorded when it is read' },
})

/** Has it kept here from now on. In vain where it is already. */
export const keepWholeLog = defineCommand({
  name: 'auditing.keepWholeLog',
  input: z.strictObject({}),
  output: z.strictObject({}),
  example: {},
  permission: 'audit.read',
  audit: {
    action: 'audit.keep-whole',
    category: 'configuration',
    subject: () => null,
  },
})

/** Has it kept here no longer: it is deleted. */
export const dropWholeLog = defineCommand({
  name: 'auditing.dropWholeLog',
  input: z.strictObject({}),
  output: z.strictObject({}),
  example: {},
  permission: 'audit.read',
  audit: {
    action: 'audit.drop-whole',
    category: 'configuration',
    subject: () => null,
  },
})
