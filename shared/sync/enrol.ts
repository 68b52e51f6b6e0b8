/** How a workstation comes to a cloud: what it asks with its one-time code, and what it is given (docs/sync.md, "Enrolment"). */
import { z } from 'zod'
import { readCode, writeCode } from '../kernel/code-text.ts'
import { words } from '../kernel/fields.ts'
import { PracticeKey, RecoveryText, Sha } from './recovery.ts'

/** The code's secret: 64 random bits, hex. */
export const codeSecretBytes = 8
/** The rest of the code: the first 96 bits of the SHA-256 of the cloud's authority (its certificate, DER). */
export const pinBytes = 12
export const codeMinutes = 10
/** How many numbers a workstation is given at a time, and below how many left it is given more. */
export const numbersInBlock = 1000
export const fewNumbers = 250

const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** A typed code, taken apart; null where it is none. Both parts in hex. */
export function readEnrolmentCode(typed: string): Readonly<{ secret: string; pin: string }> | null {
  const bytes = readCode(typed)
  return (
    bytes && {
      secret: hexOf(bytes.subarray(0, codeSecretBytes)),
      pin: hexOf(bytes.subarray(codeSecretBytes)),
    }
  )
}

/** The code as a person is shown it. */
export const writeEnrolmentCode = (secret: string, pin: string): string =>
  writeCode(Uint8Array.from((secret + pin).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)))

/**
 * What the cloud is shown of a code's secret (hex), of the same form. Whoever carries a code can vouch for what the cloud cannot
 * have made up, because the secret itself is never sent. `sha256` as hex.
 */
export const wireSecret = (sha256: (text: string) => string, secret: string): string =>
  sha256(`enrol-wire/1|${secret}`).slice(0, codeSecretBytes * 2)

/** `cloud.clinic.example:8443` or `10.0.0.5`: null where it is no address. The usual port is 8443. */
export function readAddress(typed: string): Readonly<{ host: string; port: number }> | null {
  const [, host, port] =
    /^(?:https:\/\/)?([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:]{2,45}\])(?::(\d{1,5}))?\/?$/i.exec(
      typed.trim(),
    ) ?? []
  const number = port === undefined ? 8443 : Number(port)
  if (host === undefined || number < 1 || number > 65_535) return null
  return { host: host.replace(/^\[|\]$/g, '').toLowerCase(), port: number }
}

/** Where the cloud is: `cloud.clinic.example:8443`. */
export const CloudAddress = words(260).refine((typed) => readAddress(typed) !== null, 'enrol.address')
/** What those who run the cloud, or an administrator inside, have given out. */
export const EnrolmentCode = words(80).refine(
  (typed) => readEnrolmentCode(typed) !== null,
  'enrol.not-a-code',
)

/** A block of numbers a workstation may give out by itself, both ends included. */
export const NumberBlock = z.object({ first: z.int().min(1), last: z.int().min(1) })
export type NumberBlock = z.output<typeof NumberBlock>

const Pem = z.string().max(8000)

export const Enrol = z.strictObject({
  /** Of the code, as `wireSecret` makes it. */
  secret: z.string().regex(/^[0-9a-f]{16}$/),
  device: z.uuid(),
  /** PEM, PKCS #10, ECDSA P-256: the workstation keeps the key. */
  request: Pem,
  app: z.string().max(40),
  /** A practice that was begun on this workstation and is new to the cloud; null to join the one the code is for. */
  bring: z
    .strictObject({
      practice: z.uuid(),
      name: z.string().min(1).max(120),
      /** The highest record number this workstation may give out: the cloud gives others what is above it. */
      lastNumber: z.int().min(0),
    })
    .nullable(),
})
export type Enrol = z.output<typeof Enrol>

/** A row as the cloud has it, without its id. */
export const GivenRow = z.object({
  type: z.string(),
  id: z.string(),
  version: z.int().min(1),
  row: z.record(z.string(), z.unknown()),
})

export const Enrolled = z.object({
  practice: z.uuid(),
  token: z.string(),
  certificate: Pem,
  /** Whoever the code was made for, their credential where there is one, and the practice, where it is joined. */
  rows: z.array(GivenRow),
  user: z.uuid().nullable(),
  numbers: NumberBlock.nullable(),
  /** What whoever made the code says of the practice's recovery key; the cloud cannot make it (src-main/sync/voucher.ts). */
  voucher: z.string().max(2000).nullable().default(null),
  /** Where this workstation was enrolled before: what it had sealed to the recovery key, and the latest version of that. */
  recovery: z
    .object({ text: RecoveryText.nullable(), key: PracticeKey.nullable() })
    .default({ text: null, key: null }),
})
export type Enrolled = z.output<typeof Enrolled>

/** `made`: a code whose secret the cloud is not told. `codeSha`: SHA-256 of the eight bytes that it will be shown. */
export const MakeCode = z.strictObject({
  user: z.uuid(),
  made: z.strictObject({ codeSha: Sha, voucher: z.string().max(2000).nullable() }).optional(),
})
export const MadeCode = z.object({
  /** Null where the workstation has made it. */
  secret: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable(),
  /** ISO 8601. */
  until: z.string(),
})
export type MakeCode = z.output<typeof MakeCode>
export type MadeCode = z.output<typeof MadeCode>

export const Renew = z.strictObject({ request: Pem })
export const Renewed = z.object({ certificate: Pem })
