/** The workstations of a practice, as its cloud has them: since when, heard of when, and whether their right to speak was taken. */
import { z } from 'zod'
import { Id, Instant } from '../kernel/fields.ts'
import { WipeState } from './wipe.ts'

export const WorkstationLine = z.object({
  device: Id,
  /** When it joined. */
  since: Instant,
  /** When it last spoke to the cloud, to the minute; null where it never has. */
  seenAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  /** When the key of its store was last changed, as it says itself; null where it never was, or has not said. */
  keyChangedAt: Instant.nullable().default(null),
  /** The last order that it wipes itself; null where there is none, and from a cloud that knows no such orders. */
  wipe: WipeState.nullable().default(null),
})
export type WorkstationLine = z.output<typeof WorkstationLine>

export const mostWorkstations = 500
export const Workstations = z.array(WorkstationLine).max(mostWorkstations)

/** What `POST /v1/workstations/revoke` takes. `by`: who takes it, a user's id. */
export const RevokeDevice = z.strictObject({ device: Id, by: Id })
export type RevokeDevice = z.output<typeof RevokeDevice>
/** The list as it is then. */
export const Revoked = z.object({ workstations: Workstations })
export type Revoked = z.output<typeof Revoked>
