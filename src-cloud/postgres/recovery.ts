/** Keeps a practice's recovery key, wrapped, and what its workstations have sealed to it. Opens none of it. */
import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import type { PracticeKey, RecoveryStanding, SendRecovery } from '../../shared/sync/recovery.ts'
import { sha256 } from '../sync/sha256.ts'
import type { Credential } from './credentials.ts'
import { inPractice } from './pool.ts'

/** More than a workstation has in years of renewed codes and new colleagues. */
const mostTexts = 1000

export const recoveryStanding = (
  pool: Pool,
  credential: Pick<Credential, 'practice' | 'device'>,
): Promise<RecoveryStanding> =>
  inPractice(pool, credential.practice, (client) => standingIn(client, credential))

/**
 * Takes the next version of the key; the same one twice is one. Throws `recovery.other-version` where somebody else's has
 * that number, or it is not the next.
 */
export async function addRecoveryKey(
  pool: Pool,
  { practice, device }: Credential,
  key: PracticeKey,
): Promise<void> {
  await inPractice(pool, practice, async (client) => {
    await lockPractice(client, practice)
    const latest = await latestKey(client, practice)
    if (latest && sameKey(latest, key)) return
    if (key.version <= (latest?.version ?? 0)) throw new AppError('Conflict', 'recovery.other-version')
    const publicSha = createHash('sha256').update(Buffer.from(key.publicKey, 'base64')).digest('hex')
    await client.query(
      `INSERT INTO recovery_key
         (practice_id, version, public_key, public_sha, wrapped_nonce, wrapped_text, made_at, made_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        practice,
        key.version,
        key.publicKey,
        publicSha,
        key.wrapped.nonce,
        key.wrapped.text,
        key.madeAt,
        device,
      ],
    )
  })
}

/** Takes what a workstation has sealed; the same text twice is one. Throws `recovery.too-many`. */
export async function addRecoveryText(
  pool: Pool,
  credential: Credential,
  { publicSha, text }: SendRecovery,
): Promise<RecoveryStanding> {
  const { practice, device } = credential
  return inPractice(pool, practice, async (client) => {
    await lockPractice(client, practice)
    const last = await latestText(client, practice, device)
    const textSha = sha256(text)
    if (last?.textSha !== textSha) {
      if ((last?.n ?? 0) >= mostTexts) throw new AppError('Conflict', 'recovery.too-many')
      await client.query(
        `INSERT INTO recovery_text (practice_id, device_id, n, public_sha, text, text_sha)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [practice, device, (last?.n ?? 0) + 1, publicSha, text, textSha],
      )
    }
    return standingIn(client, credential)
  })
}

/** For a workstation that comes again: its last text and the latest key. */
export async function recoveryFor(
  client: PoolClient,
  practice: string,
  device: string,
): Promise<{ text: string | null; key: PracticeKey | null }> {
  const last = await latestText(client, practice, device)
  return { text: last?.text ?? null, key: await latestKey(client, practice) }
}

/** One at a time, so that numbers follow each other. */
const lockPractice = (client: PoolClient, practice: string) =>
  client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 8))', [practice])

const sameKey = (a: PracticeKey, b: PracticeKey): boolean =>
  a.version === b.version && a.publicKey === b.publicKey && a.wrapped.text === b.wrapped.text

async function latestKey(client: PoolClient, practice: string): Promise<PracticeKey | null> {
  const { rows } = await client.query<{
    version: number
    publicKey: string
    nonce: string
    text: string
    madeAt: string
  }>(
    `SELECT version, public_key AS "publicKey", wrapped_nonce AS nonce, wrapped_text AS text, made_at AS "madeAt"
     FROM recovery_key WHERE practice_id = $1 ORDER BY version DESC LIMIT 1`,
    [practice],
  )
  const [row] = rows
  if (!row) return null
  const { version, publicKey, nonce, text, madeAt } = row
  return { version, publicKey, wrapped: { nonce, text }, madeAt }
}

async function latestText(client: PoolClient, practice: string, device: string) {
  const { rows } = await client.query<{ n: number; text: string; textSha: string }>(
    `SELECT n, text, text_sha AS "textSha" FROM recovery_text
     WHERE practice_id = $1 AND device_id = $2 ORDER BY n DESC LIMIT 1`,
    [practice, device],
  )
  return rows[0]
}

async function standingIn(
  client: PoolClient,
  { practice, device }: Pick<Credential, 'practice' | 'device'>,
): Promise<RecoveryStanding> {
  const key = await latestKey(client, practice)
  const last = await latestText(client, practice, device)
  const { rows } = await client.query<{ workstations: number; sealed: number }>(
    `SELECT count(*)::int AS workstations,
       count(*) FILTER (WHERE (
         SELECT t.public_sha FROM recovery_text t WHERE t.practice_id = $1 AND t.device_id = d.device_id
         ORDER BY t.n DESC LIMIT 1) = (
         SELECT k.public_sha FROM recovery_key k WHERE k.practice_id = $1 ORDER BY k.version DESC LIMIT 1))::int AS sealed
     FROM (SELECT DISTINCT device_id FROM device_credential WHERE practice_id = $1 AND revoked_at IS NULL) d`,
    [practice],
  )
  return { key, fileSha: last?.textSha ?? null, workstations: 0, sealed: 0, ...rows[0] }
}
