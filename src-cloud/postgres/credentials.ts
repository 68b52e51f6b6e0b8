/** Who may ask for which practice: practices, their workstations, and the tokens these prove themselves with. */
import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Pool } from 'pg'
import { chainStart } from '../../shared/sync/log-chain.ts'
import { inPractice } from './pool.ts'

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
  await inPractice(pool, id, (client) =>
    client.query(
      'INSERT INTO practice_head (practice_id, epoch, h, name) VALUES ($1, gen_random_uuid(), $2, $3)',
      [id, chainStart, name],
    ),
  )
  return id
}

/**
 * Gives a workstation a new token and resolves to it; only its hash is kept. The token names practice and workstation, so
 * that it is looked up inside of that practice. 256 random bits need no slow hash.
 */
export async function enrolDevice(pool: Pool, practice: string, device: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await inPractice(pool, practice, (client) =>
    client.query('INSERT INTO device_credential (practice_id, device_id, token_sha) VALUES ($1, $2, $3)', [
      practice,
      device,
      shaOf(secret),
    ]),
  )
  return `hf1.${practice}.${device}.${secret}`
}

/** Ends every token of a workstation; it is refused from its next request on. */
export async function revokeDevice(pool: Pool, practice: string, device: string): Promise<void> {
  await inPractice(pool, practice, (client) =>
    client.query(
      'UPDATE device_credential SET revoked_at = now() WHERE practice_id = $1 AND device_id = $2 AND revoked_at IS NULL',
      [practice, device],
    ),
  )
}

/** Whose token this is; null for what is none, is unknown or was revoked. */
export async function findCredential(pool: Pool, token: string): Promise<Credential | null> {
  const [, practice, device, secret] = form.exec(token) ?? []
  if (practice === undefined || device === undefined || secret === undefined) return null
  const sha = shaOf(secret)
  const rows = await inPractice(pool, practice, async (client) => {
    const found = await client.query<{ sha: Buffer; clockOffsetMs: number }>({
      name: 'credential',
      text: `SELECT token_sha AS sha, clock_offset_ms AS "clockOffsetMs" FROM device_credential
             WHERE practice_id = $1 AND device_id = $2 AND revoked_at IS NULL`,
      values: [practice, device],
    })
    return found.rows
  })
  const match = rows.find((row) => timingSafeEqual(row.sha, sha))
  return match ? { practice, device, clockOffsetMs: match.clockOffsetMs } : null
}

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
