import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'

/** How this workstation and the practice's cloud stand to each other. */
export const Connection = z.strictObject({
  /**
   * `none`: no cloud has been named. `connecting`: not reached since sign-in. `current`: everything is sent and read.
   * `busy`: reached, and there is more to send or read. `away`: it cannot be reached.
   */
  state: z.enum(['none', 'connecting', 'current', 'busy', 'away']),
  /** Why it is away: `offline`, `timeout`, `tls`, `captive-portal`, `busy`, `refused`, `fault`, `drill`. */
  why: z.string().nullable(),
  /** Since when it is reached or away. */
  since: z.string().nullable(),
  /** When everything there was had been read. */
  lastRead: z.string().nullable(),
  nextTryAt: z.string().nullable(),
  /**
   * The practice has gone on to a later version. `shows-less`: some of what others wrote is kept here and not shown;
   * `reads-nothing`: own work is sent and that of others not read; `sends-nothing`: own work is kept here too. Until it is updated.
   */
  needsUpdate: z.enum(['shows-less', 'reads-nothing', 'sends-nothing']).nullable(),
})
export type Connection = z.output<typeof Connection>

/**
 * One time without the cloud; or, with `why` `cloud-restored` or `set-back`, the moment at which the cloud or this workstation
 * was found to be in an earlier state; or, with `drill`, a time without it that was meant, `until` when at the latest.
 * `waiting`: changes made here meanwhile, or sent again; `sentAt`: when the last had been sent; `signedAt`: when somebody
 * said that it is settled.
 */
export const Outage = z.strictObject({
  startedAt: z.string(),
  why: z.string(),
  endedAt: z.string().nullable(),
  waiting: z.int().nullable(),
  sentAt: z.string().nullable(),
  until: z.string().nullable(),
  signedAt: z.string().nullable(),
})
export type Outage = z.output<typeof Outage>

export const getConnection = defineQuery({
  name: 'cloud.getConnection',
  input: z.strictObject({}),
  output: z.strictObject({
    connection: Connection,
    /** `host:port`; null where no cloud has been named. */
    address: z.string().nullable(),
    /** It was connected, and what it proved itself with is lost: it has to come again, with a one-time code of a colleague. */
    isProofLost: z.boolean(),
    /** Reading the practice for the first time: rows of this part read and to be read, and how that goes. */
    hydrating: z
      .strictObject({
        scope: z.enum(['core', 'charts']),
        rowsDone: z.int(),
        rowsTotal: z.int(),
        perSecond: z.number(),
        secondsLeft: z.int().nullable(),
      })
      .nullable(),
    toSend: z.int(),
    /** Scans and photos whose bytes the cloud does not have yet. */
    filesToSend: z.int(),
    oldestToSend: z.string().nullable(),
    attention: z.int(),
    conflicts: z.int(),
    drafts: z.int(),
    /** About audit logs of the practice, for whoever may settle them. */
    auditAlarms: z.int(),
    /** The last twenty, newest first. */
    outages: z.array(Outage),
  }),
  example: {},
  permission: 'any-signed-in',
  reads: ['*'],
  audit: { none: 'counts of work and times, of nobody in particular' },
})
