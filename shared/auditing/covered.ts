/** What a log at this workstation covers, for whoever reads it or is given a report of it. */
import { z } from 'zod'

export const logScopes = ['here', 'all'] as const
/** `here`: this workstation's own log. `all`: that of the practice, as far as it is kept here. */
export const LogScope = z.enum(logScopes)
export type LogScope = z.output<typeof LogScope>

/** For the entry that is made of reading it: this workstation's own is not said, as it never was. */
export const scopeNamed = (scope: LogScope): Readonly<Record<string, string>> =>
  scope === 'here' ? {} : { scope: 'practice' }

/** Of a report that somebody saved before there was a choice: this workstation's. */
export const ScopeOrHere = LogScope.default('here')

/** Times are UTC, ISO 8601. */
export const Covered = z.strictObject({
  scope: LogScope,
  stations: z
    .array(
      z.strictObject({
        workstation: z.string(),
        isHere: z.boolean(),
        entries: z.int(),
        /** Of its first and its last entry that are here, by its clock; null where there is none. */
        since: z.string().nullable(),
        upTo: z.string().nullable(),
        /** When the cloud last heard its log, by the cloud's clock; null where that is not known here. */
        heardAt: z.string().nullable(),
      }),
    )
    .max(1000),
  /** Of the practice's log: when the cloud signed the last tree that was shown; null where none was. */
  signedAt: z.string().nullable(),
  /** How many entries are on their way here: in the tree, and not read yet. */
  missing: z.int(),
  /** How many were let go by the practice's policy. */
  gone: z.int(),
})
export type Covered = z.output<typeof Covered>
