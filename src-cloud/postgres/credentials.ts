/** Who may ask for which practice: practices, their workstations, and the tokens these prove themselves with. */
import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import { chainStart } from '../../shared/sync/log-chain.ts'
import { inPractice, readInPractice } from './pool.ts'

export type Credential = Readonly<{
  practice: string
  device: string
  /** The cloud's clock minus the workstation's, ms, as of its last greeting. */
  clockOffsetMs: number
}>

const form =
  /^hf1\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/
const shaOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Makes an empty practice; resolves to its id. `name` is for those who run the cloud. */
export async function createPractice(pool: Pool, name: string, id: string = randomUUID()): Promise<string> {
  await inPractice(pool, id, (client) => insertPractice(client, id, name, 1))
  return id
}

const insertPractice = (client: PoolClient, id: string, name: string, nextNumber: number) =>
  client.query(
    `INSERT INTO practice_head (practice_id, epoch, h, name, next_number)
     VALUES ($1, gen_random_uuid(), $2, $3, $4) ON CONFLICT DO NOTHING`,
    [id, chainStart, name, nextNumber],
  )

/** The same inside a transaction, for the workstation that brings it. Throws `enrol.practice-exists` where it is another's. */
export async function createPracticeIn(
  client: PoolClient,
  id: string,
  name: string,
  nextNumber: number,
  device: string,
): Promise<void> {
  const { rowCount } = await insertPractice(client, id, name, nextNumber)
  if (rowCount === 1) return
  // the same workstation once more: its first answer was lost
  const { rowCount: own } = await client.query(
    'SELECT 1 FROM device_credential WHERE practice_id = $1 AND device_id = $2 AND revoked_at IS NULL',
    [id, device],
  )
  if (!own) throw new AppError('Conflict', 'enrol.practice-exists')
}

/**
 * Gives a workstation a new token and resolves to it; only its hash is kept. `certificateSha`: the token is good with that
 * certificate only. The token names practice and workstation, so
 * that it is looked up inside of that practice. 256 random bits need no slow hash.
 */
export async function giveCredential(
  client: PoolClient,
  practice: string,
  device: string,
  certificateSha: Buffer | null,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await client.query(
    'INSERT INTO device_credential (practice_id, device_id, token_sha, cert_sha) VALUES ($1, $2, $3, $4)',
    [practice, device, shaOf(secret), certificateSha],
  )
  return `hf1.${practice}.${device}.${secret}`
}

/** A token without a certificate, for a machine of those who run the cloud. */
export const enrolDevice = (pool: Pool, practice: string, device: string): Promise<string> =>
  inPractice(pool, practice, (client) => giveCredential(client, practice, device, null))

/** Takes a workstation's next certificate; the present one stays good until it has come with the next. */
export async function renewCertificate(
  pool: Pool,
  { practice, device }: Credential,
  present: Buffer,
  next: Buffer,
): Promise<void> {
  await inPractice(pool, practice, (client) =>
    client.query(
      `UPDATE device_credential SET cert_sha = $4, cert_before = $3
       WHERE practice_id = $1 AND device_id = $2 AND $3 IN (cert_sha, cert_before) AND revoked_at IS NULL`,
      [practice, device, present, next],
    ),
  )
}

/** Ends every token of a workstation; it is refused from its next request on. */
export async function revokeDevice(pool: Pool, practice: string, device: string): Promise<void> {
  await inPractice(pool, practice, (client) => revokeIn(client, practice, device))
}

/** The same inside a transaction. */
export async function revokeIn(client: PoolClient, practice: string, device: string): Promise<void> {
  await client.query(
    'UPDATE device_credential SET revoked_at = now() WHERE practice_id = $1 AND device_id = $2 AND revoked_at IS NULL',
    [practice, device],
  )
}

/**
 * Whose token this is; null for what is none, is unknown or was revoked, and where its certificate did not come with it.
 * `certificateSha`: of the certificate the connection was made with, if there was one that our authority had given.
 */
export async function findCredential(
  pool: Pool,
  token: string,
  certificateSha: Buffer | null,
): Promise<Credential | null> {
  const shown = read(token)
  if (!shown) return null
  const { practice, device } = shown
  const rows = await readInPractice<Found>(pool, practice, {
    name: 'credential',
    text: `SELECT token_sha AS sha, cert_sha AS "certSha", cert_before AS "certBefore",
             clock_offset_ms AS "clockOffsetMs" FROM device_credential
           WHERE practice_id = $1 AND device_id = $2 AND revoked_at IS NULL`,
    values: [practice, device],
  })
  const match = rows.find((row) => proves(row, shown.sha, certificateSha))
  return match ? { practice, device, clockOffsetMs: match.clockOffsetMs } : null
}

/**
 * Whether this is the token of a workstation that was revoked and has not come again. Only to whoever has token and certificate: nobody
 * else learns from the cloud what there is.
 */
export const isRevoked = async (pool: Pool, token: string, certificateSha: Buffer | null): Promise<boolean> =>
  (await revokedCredential(pool, token, certificateSha)) !== null

/** Whose it is; null where it is none of a workstation that was revoked. */
export async function revokedCredential(
  pool: Pool,
  token: string,
  certificateSha: Buffer | null,
): Promise<Credential | null> {
  const shown = read(token)
  if (!shown) return null
  const rows = await readInPractice<Found & { revoked: boolean }>(pool, shown.practice, {
    name: 'credential-revoked',
    text: `SELECT token_sha AS sha, cert_sha AS "certSha", cert_before AS "certBefore",
             clock_offset_ms AS "clockOffsetMs", revoked_at IS NOT NULL AS revoked FROM device_credential
           WHERE practice_id = $1 AND device_id = $2`,
    values: [shown.practice, shown.device],
  })
  const match = rows.find((row) => proves(row, shown.sha, certificateSha))
  if (!match || !rows.every(({ revoked }) => revoked)) return null
  return { practice: shown.practice, device: shown.device, clockOffsetMs: match.clockOffsetMs }
}

function read(token: string): Readonly<{ practice: string; device: string; sha: Buffer }> | null {
  const [, practice, device, secret] = form.exec(token) ?? []
  if (practice === undefined || device === undefined || secret === undefined) return null
  return { practice, device, sha: shaOf(secret) }
}

const proves = (row: Found, sha: Buffer, certificateSha: Buffer | null): boolean =>
  timingSafeEqual(row.sha, sha) && hasCertificate(row, certificateSha)

type Found = Readonly<{
  sha: Buffer
  certSha: Buffer | null
  certBefore: Buffer | null
  clockOffsetMs: number
}>

const hasCertificate = ({ certSha, certBefore }: Found, came: Buffer | null): boolean =>
  certSha === null || (came !== null && (certSha.equals(came) || (certBefore?.equals(came) ?? false)))

/** Notes what a greeting says of the workstation: its clock, its version, that it is there. */
export async function noteGreeting(
  pool: Pool,
  { practice, device }: Credential,
  said: Readonly<{ clockOffsetMs: number; app: string }>,
): Promise<void> {
  await inPractice(pool, practice, (client) =>
    client.query(
      `UPDATE device_credential SET clock_offset_ms = $3, app = $4, seen_at = now()
       WHERE practice_id = $1 AND device_id = $2 AND revoked_at IS NULL`,
      [practice, device, said.clockOffsetMs, said.app],
    ),
  )
}
