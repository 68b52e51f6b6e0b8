/** The practice's recovery key, and what a workstation has sealed to it, as the cloud carries them (docs/threat-model.md, "Recovery"). */
import { z } from 'zod'

/**
 * A practice's recovery key: what is sealed to `publicKey` (P-256, SEC 1, base64) is opened with the private half, which exists
 * only as `wrapped`: AES-256-GCM under a key of the practice's recovery code. A renewed code is a new `version`; of the same key
 * where the code before was at hand, and of another key where it was not.
 */
export const PracticeKey = z.strictObject({
  version: z.int().min(1),
  publicKey: z.base64().max(120),
  wrapped: z.strictObject({ nonce: z.base64().max(24), text: z.base64().max(120) }),
  /** When this version was made: ISO 8601. */
  madeAt: z.string().max(30),
})
export type PracticeKey = z.output<typeof PracticeKey>

/** SHA-256, hex. */
export const Sha = z.string().regex(/^[0-9a-f]{64}$/)

/** The text of a workstation's `recovery.json`; the cloud keeps it unread. */
export const RecoveryText = z.string().min(2).max(48_000)

/** What the cloud has. */
export const RecoveryStanding = z.object({
  /** The latest version. */
  key: PracticeKey.nullable(),
  /** SHA-256 of the last text this workstation has sent. */
  fileSha: Sha.nullable(),
  /** Workstations of the practice, and how many of them have sent what is sealed to the latest key. */
  workstations: z.int(),
  sealed: z.int(),
})
export type RecoveryStanding = z.output<typeof RecoveryStanding>

/** `publicSha`: of the public key the text is sealed to. */
export const SendRecovery = z.strictObject({ publicSha: Sha, text: RecoveryText })
export type SendRecovery = z.output<typeof SendRecovery>
