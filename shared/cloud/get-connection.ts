import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'

/** How this workstation and the practice's cloud stand to each other. */
export const Connection = z.strictObject({
  /**
   * `none`: no cloud has been named. `connecting`: not reached since sign-in. `current`: everything is sent and read.
   * `busy`: reached, and there is more to send or read. `away`: it cannot be reached.
   */
  state: z.enum(['none', 'connecting', 'current', 'busy', 'away']),
  /** Why it is away: `offline`, `timeout`, `tls`, `captive-portal`, `busy`, `refused`, `fault`. */
  why: z.string().nullable(),
  /** Since when it is reached or away. */
  since: z.string().nullable(),
  /** When everything there was had been read. */
  lastRead: z.string().nullable(),
  nextTryAt: z.string().nullable(),
})
export type Connection = z.output<typeof Connection>

/**
 * One time without the cloud; or, with `why` `cloud-restored` or `set-back`, the moment at which the cloud or this workstation
 * was found to be in an earlier state. `waiting`: changes made here meanwhile, or sent again; `sentAt`: when the last had been sent.
 */
export const Outage = z.strictObject({
  startedAt: z.string(),
  why: z.string(),
  endedAt: z.string().nullable(),
  waiting: z.int().nullable(),
  sentAt: z.string().nullable(),
})
export type Outage = z.output<typeof Outage>

export const getConnection = defineQuery({
  name: 'cloud.getConnection',
  input: z.strictObject({}),
  output: z.strictObject({
    connection: Connection,
    /** `host:port`; null where no cloud has been named. */
    address: z.string().nullable(),
    /** Reading the practice for the first time: rows read and to be read. */
    hydrating: z
      .strictObject({ scope: z.enum(['core', 'charts']), rowsDone: z.int(), rowsTotal: z.int() })
      .nullable(),
    toSend: z.int(),
    oldestToSend: z.string().nullable(),
    attention: z.int(),
    conflicts: z.int(),
    drafts: z.int(),
    /** The last twenty, newest first. */
    outages: z.array(Outage),
  }),
  example: {},
  permission: 'any-signed-in',
  reads: ['*'],
  audit: { none: 'counts of work and times, of nobody in particular' },
})
