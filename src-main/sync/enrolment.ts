/** Comes to a cloud with a one-time code, makes codes for others, and keeps the workstation's certificate in force. */
// asked for by a package of the next but two
import 'reflect-metadata'
import { createHash, randomBytes } from 'node:crypto'
import { PemConverter, Pkcs10CertificateRequestGenerator, cryptoProvider } from '@peculiar/x509'
import type { z } from 'zod'
import { AppError } from '../../shared/kernel/errors.ts'
import {
  Enrolled,
  MadeCode,
  Renewed,
  codeSecretBytes,
  readAddress,
  readEnrolmentCode,
  wireSecret,
  type Enrol,
  type MakeCode,
} from '../../shared/sync/enrol.ts'
import type { PracticeKey } from '../../shared/sync/recovery.ts'
import { answered } from './answered.ts'
import { sha256 } from './sha256.ts'
import { HttpsLink, type CloudPlace } from './https-link.ts'
import { reaching } from './reaching.ts'
import { readAuthority } from './read-authority.ts'
import { readVoucher, writeVoucher } from './voucher.ts'

cryptoProvider.set(crypto)
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

export type Joining = Readonly<{
  /** `host` or `host:port`. */
  address: string
  code: string
  device: string
  app: string
  bring: Enrol['bring']
}>

export type CameIn = Readonly<{
  place: CloudPlace
  given: Enrolled
  /** The practice's recovery key, where whoever made the code vouched for one. */
  vouched: PracticeKey | null
}>

/**
 * Uses a code up. Resolves to where the cloud is and what it gave. Throws `enrol.address`, `enrol.not-a-code`,
 * `enrol.pin`, `enrol.voucher`, what the cloud says of the code (`enrol.*`), and `cloud.unreachable` with why.
 */
export async function enrol(joining: Joining): Promise<CameIn> {
  const [at, code] = [readAddress(joining.address), readEnrolmentCode(joining.code)]
  if (!at) throw new AppError('Invalid', 'enrol.address')
  if (!code) throw new AppError('Invalid', 'enrol.not-a-code')
  return reaching(async () => {
    const ca = [await readAuthority(at, code.pin)]
    const { key, request } = await newRequest(joining.device)
    const { device, app, bring } = joining
    const given = await inside(
      { ...at, ca, token: '', certificate: null },
      '/v1/enrol',
      { secret: wireSecret(sha256, code.secret), device, request, app, bring } satisfies Enrol,
      Enrolled,
    )
    const { token, certificate, voucher, practice } = given
    const vouched = voucher === null ? null : readVoucher(code.secret, practice, voucher)
    return { place: { ...at, ca, token, certificate: { key, cert: certificate } }, given, vouched }
  })
}

/**
 * A code for one more workstation. Its secret is made here and the cloud is told what it will be shown of it; `key`: the recovery
 * key that is vouched for with it. Throws `cloud.unreachable`.
 */
export const askForCode = (
  place: CloudPlace,
  by: Readonly<{ practice: string; user: string }>,
  key: PracticeKey | null,
): Promise<Readonly<{ secret: string; until: string }>> =>
  reaching(async () => {
    const secret = randomBytes(codeSecretBytes).toString('hex')
    const made = {
      codeSha: shownSha(secret),
      voucher: key && writeVoucher(secret, by.practice, key),
    }
    const { until } = await inside(
      place,
      '/v1/enrol/codes',
      { user: by.user, made } satisfies MakeCode,
      MadeCode,
    )
    return { secret, until }
  })

/** SHA-256 of the bytes the cloud is shown of a secret. */
const shownSha = (secret: string): string =>
  createHash('sha256')
    .update(Buffer.from(wireSecret(sha256, secret), 'hex'))
    .digest('hex')

/** The place with a new certificate under a new key. Throws `cloud.unreachable`. */
export const renewCertificate = (place: CloudPlace, device: string): Promise<CloudPlace> =>
  reaching(async () => {
    const { key, request } = await newRequest(device)
    const { certificate } = await inside(place, '/v1/enrol/renew', { request }, Renewed)
    return { ...place, certificate: { key, cert: certificate } }
  })

async function newRequest(device: string): Promise<Readonly<{ key: string; request: string }>> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: `CN=${device}`,
    keys,
    signingAlgorithm: algorithm,
  })
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { key: PemConverter.encode(key, 'PRIVATE KEY'), request: request.toString('pem') }
}

const answers = new Set([200, 400, 401, 404, 409])

async function inside<T>(place: CloudPlace, path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
  const link = new HttpsLink(place)
  try {
    return await answered(link, { method: 'POST', path, body, answers }, schema)
  } finally {
    link.close()
  }
}
