/** What the cloud signs of each person for one workstation: who they are and what they may do, for how long without hearing of it again. */
import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { SignedRevocations } from './revocations.ts'
import { Workstations } from './workstation.ts'

/** How long a workstation may go without a new grant, in hours: what a practice may set, and what it is where it has not. */
export const leaseHours = { least: 24, most: 24 * 14, usual: 72 } as const
/** The same for privileged rights (rights.ts). */
export const privilegedHours = 24

export const Grant = z.strictObject({
  format: z.literal(1),
  practice: Id,
  device: Id,
  user: Id,
  username: stored(64),
  displayName: stored(120),
  /** Of a later version there may be roles and rights that this one does not know: they are none here. */
  roles: z.array(stored(60)).max(24),
  /** Names of the practice's own levels. */
  levels: z.array(stored(60)).max(12),
  permissions: z.array(stored(60)).max(200),
  /** SHA-256 of the public key that the workstation's keys may be sealed to, hex; null where the cloud knows of none. */
  keySha: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** Whether they come in with a second factor. */
  secondFactor: z.boolean(),
  issuedAt: Instant,
  until: Instant,
  privilegedUntil: Instant,
})
export type Grant = z.output<typeof Grant>

/** `sig`: ECDSA P-256 with SHA-256 over the RFC 8785 text of `grant`, DER, base64. */
export const SignedGrant = z.strictObject({ grant: Grant, sig: z.base64() })
export type SignedGrant = z.output<typeof SignedGrant>

/** What `GET /v1/grants` may be asked with: when the key of the store was last changed there. */
export const AskGrants = z.object({ keyChangedAt: Instant.optional() })

/** What the cloud answers to `GET /v1/grants`: of everybody who may come in at the workstation that asks, and of nobody else. */
export const Grants = z.object({
  /** What they are signed with: SPKI, DER, base64. */
  key: z.base64().max(400),
  grants: z.array(SignedGrant).max(2000),
  /** Null from a cloud that is older than the list. */
  workstations: Workstations.nullable().default(null),
  /** Null from a cloud that is older than the list. */
  revocations: SignedRevocations.nullable().default(null),
})
export type Grants = z.output<typeof Grants>
