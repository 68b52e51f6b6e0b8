import { z } from 'zod'
import { Id, Instant } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

const Base64 = z.base64().max(4000)
/** AES-256-GCM: nonce, and text with tag. */
export const SealedText = z.strictObject({ nonce: Base64, text: Base64 })
/** HPKE (RFC 9180), base mode. */
export const HpkeText = z.strictObject({ enc: Base64, text: Base64 })

/** A person's key pair in the practice. One value: of two that were set at once one counts whole. */
export const PersonKeys = z.strictObject({
  publicKey: Base64,
  /** When the pair was made: a later pair is instead of the one before. */
  madeAt: Instant,
  /** The key of their drafts, sealed to the public key. */
  draftKey: HpkeText,
  /** Grows with every password and every code; the envelopes authenticate it. */
  serial: z.int().min(1),
  /** How the password is stretched; null while there is none: they were invited and have not come yet. */
  kdf: z
    .strictObject({
      name: z.literal('argon2id'),
      memory: z.int(),
      passes: z.int(),
      lanes: z.int(),
      salt: Base64,
    })
    .nullable(),
  /** The private key under the password. */
  byPassword: SealedText.nullable(),
  /** The private key under a code on paper: a recovery code, or the one of an invitation. */
  byCode: SealedText.nullable(),
  /** Until when the code is good; null without an end. */
  codeUntil: Instant.nullable(),
})
export type PersonKeys = z.output<typeof PersonKeys>

/** Seed and spare codes of a second factor, sealed to the public key of whose SHA-256 (hex) is `keySha`: of another they are void. */
export const SealedFactor = z.strictObject({
  keySha: z.string().regex(/^[0-9a-f]{64}$/),
  sealed: HpkeText,
  since: Instant,
})
export type SealedFactor = z.output<typeof SealedFactor>

/** What somebody comes in with, at every workstation of the practice. By the user's id. Opens nothing without their password or code. */
export const credentials = defineRecord({
  type: 'credential',
  table: 'credentials',
  patient: null,
  merge: { all: 'low', createdAt: 'immutable' },
  since: 2,
  added: { passwordAt: { since: 4, absent: null } },
  row: z.strictObject({
    id: Id,
    keys: PersonKeys,
    secondFactor: SealedFactor.nullable(),
    createdAt: Instant,
    /** When the password was last chosen; null where it was before this was kept, and while there is none. */
    passwordAt: Instant.nullable().default(null),
  }),
})
