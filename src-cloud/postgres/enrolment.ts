/** How workstations come to a practice: one-time codes, and what is given for them. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import {
  codeMinutes,
  codeSecretBytes,
  wireSecret,
  type Enrolled,
  type MadeCode,
  type MakeCode,
} from '../../shared/sync/enrol.ts'
import { sha256 } from '../sync/sha256.ts'
import { createPracticeIn, giveCredential, revokeIn } from './credentials.ts'
import { giveNumbers } from './number-blocks.ts'
import { inPractice, inTransaction } from './pool.ts'
import { recoveryFor } from './recovery.ts'

/** `secret`: as a workstation sends it (shared/sync/enrol, `wireSecret`). */
const shaOf = (secret: string): Buffer => createHash('sha256').update(Buffer.from(secret, 'hex')).digest()

/** A code that makes the practice a workstation brings. For those who run the cloud. */
export const makePracticeCode = (pool: Pool): Promise<OwnCode> =>
  makeCode(pool, randomUUID(), 'practice', null)

/** A code that enrols one more workstation, for this user to be its first. Throws `user.unknown`. */
export async function makeWorkstationCode(pool: Pool, practice: string, user: string): Promise<OwnCode>
/** `made`: the asking workstation has made the code; its secret is not known here, and is null in what is returned. */
export async function makeWorkstationCode(
  pool: Pool,
  practice: string,
  user: string,
  made: MakeCode['made'],
): Promise<MadeCode>
export async function makeWorkstationCode(
  pool: Pool,
  practice: string,
  user: string,
  made?: MakeCode['made'],
): Promise<MadeCode> {
  const found = await inPractice(pool, practice, (client) => rowsOf(client, practice, user))
  verifyFirst(found)
  if (!made) return makeCode(pool, practice, 'workstation', user)
  const sha = Buffer.from(made.codeSha, 'hex')
  const until = await insertCode(pool, practice, { sha, kind: 'workstation', user, voucher: made.voucher })
  return { secret: null, until }
}

type OwnCode = MadeCode & Readonly<{ secret: string }>

async function makeCode(
  pool: Pool,
  practice: string,
  kind: 'workstation' | 'practice',
  user: string | null,
): Promise<OwnCode> {
  const secret = randomBytes(codeSecretBytes).toString('hex')
  const sha = shaOf(wireSecret(sha256, secret))
  return { secret, until: await insertCode(pool, practice, { sha, kind, user, voucher: null }) }
}

/** Resolves to until when it is good. */
function insertCode(
  pool: Pool,
  practice: string,
  code: Readonly<{ sha: Buffer; kind: Code['kind']; user: string | null; voucher: string | null }>,
): Promise<string> {
  return inPractice(pool, practice, async (client) => {
    const { rows } = await client.query<{ until: Date }>(
      `INSERT INTO enrolment_code (practice_id, code_sha, kind, user_id, voucher, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(mins => $6)) RETURNING expires_at AS until`,
      [practice, code.sha, code.kind, code.user, code.voucher, codeMinutes],
    )
    return rows[0]?.until.toISOString() ?? ''
  })
}

type Code = Readonly<{
  practice: string
  kind: 'workstation' | 'practice'
  user: string | null
  voucher: string | null
}>

/** Who comes with a code. */
export type Coming = Readonly<{
  secret: string
  device: string
  bring: Readonly<{ practice: string; name: string; lastNumber: number }> | null
  /** SHA-256 of its certificate. */
  certificateSha: Buffer
}>

/**
 * Uses a code up and lets the workstation in. The same workstation may come again with it while it is good: its first
 * answer may have been lost. Throws `enrol.code` for a code that is none, is used or too old; `enrol.other-kind` where it
 * is for the other way in; `enrol.practice-exists`.
 */
export async function redeem(pool: Pool, came: Coming): Promise<Omit<Enrolled, 'certificate'>> {
  const { code, secret } = await findCode(pool, came.secret)
  const coming = { ...came, secret }
  if ((code.kind === 'practice') !== (coming.bring !== null))
    throw new AppError('Conflict', 'enrol.other-kind')
  const practice = coming.bring?.practice ?? code.practice
  // the code's own practice first: where that cannot be done, nothing is
  const useUp = (client: PoolClient) => takeCode(client, code.practice, coming)
  if (!coming.bring) {
    return inPractice(pool, practice, async (client) => {
      await useUp(client)
      // who comes again, with its keys lost, comes with new proof: what it had before is good for nobody
      await revokeIn(client, practice, coming.device)
      const token = await giveCredential(client, practice, coming.device, coming.certificateSha)
      const rows = await rowsOf(client, practice, code.user ?? '')
      verifyFirst(rows)
      const numbers = await giveNumbers(client, practice, coming.device)
      const recovery = await recoveryFor(client, practice, coming.device)
      return { practice, token, user: code.user, rows, numbers, voucher: code.voucher, recovery }
    })
  }
  const { name, lastNumber } = coming.bring
  await inPractice(pool, code.practice, useUp)
  return inPractice(pool, practice, async (client) => {
    await createPracticeIn(client, practice, name, lastNumber + 1, coming.device)
    const token = await giveCredential(client, practice, coming.device, coming.certificateSha)
    const recovery = { text: null, key: null }
    return { practice, token, user: null, rows: [], numbers: null, voucher: null, recovery }
  })
}

/** An earlier version of the product sends the secret itself. */
async function findCode(pool: Pool, sent: string): Promise<Readonly<{ code: Code; secret: string }>> {
  for (const secret of [sent, wireSecret(sha256, sent)]) {
    const code = await codeOf(pool, secret)
    if (code) return { code, secret }
  }
  throw new AppError('Forbidden', 'enrol.code')
}

function codeOf(pool: Pool, secret: string): Promise<Code | undefined> {
  const sha = shaOf(secret)
  return inTransaction(pool, 'app.code', sha.toString('hex'), async (client) => {
    const { rows } = await client.query<Code>(
      `SELECT practice_id AS practice, kind, user_id AS user, voucher FROM enrolment_code
       WHERE code_sha = $1 AND expires_at > now()`,
      [sha],
    )
    return rows[0]
  })
}

async function takeCode(client: PoolClient, practice: string, { secret, device }: Coming): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE enrolment_code SET used_at = now(), used_by = $3
     WHERE practice_id = $1 AND code_sha = $2 AND expires_at > now() AND (used_by IS NULL OR used_by = $3)`,
    [practice, shaOf(secret), device],
  )
  if (rowCount !== 1) throw new AppError('Forbidden', 'enrol.code')
}

/** The practice's own row, an active user's and what that one comes in with: what a workstation shows before it has read anything. */
async function rowsOf(client: PoolClient, practice: string, user: string): Promise<Enrolled['rows']> {
  const { rows } = await client.query<Enrolled['rows'][number]>(
    `SELECT type, id, version, data AS row FROM record
     WHERE practice_id = $1 AND NOT deleted
       AND (type = 'practice' AND id = $1::text OR type = 'credential' AND id = $2
         OR type = 'user' AND id = $2 AND data->>'active' = 'true')
     ORDER BY type`,
    [practice, user],
  )
  return rows
}

/** Somebody who was invited and has not come yet, or who came before there were credentials, has none. */
function verifyFirst(rows: Enrolled['rows']): void {
  const there = (wanted: string) => rows.some(({ type }) => type === wanted)
  if (!there('practice') || !there('user')) throw new AppError('NotFound', 'user.unknown')
}
