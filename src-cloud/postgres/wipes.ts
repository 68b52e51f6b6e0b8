/** Orders that a workstation wipes itself, and what each has signed when it had. */
import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto'
import type { Pool } from 'pg'
import type {
  DecideWipe,
  OrderWipe,
  SignedWipeReceipt,
  WipeHow,
  WipeOrder,
} from '../../shared/access/wipe.ts'
import { canonicalText } from '../../shared/audit/entry.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { revokeIn } from './credentials.ts'
import { inPractice, readInPractice } from './pool.ts'

/** The order of before is void by it. `standsInMs`: from now; null where another person has to confirm it. Throws `workstation.unknown`. */
export async function orderWipe(
  pool: Pool,
  practice: string,
  { device, by, how, reason }: OrderWipe,
  standsInMs: number | null,
): Promise<void> {
  await inPractice(pool, practice, async (client) => {
    const { rowCount } = await client.query(
      'SELECT 1 FROM device_credential WHERE practice_id = $1 AND device_id = $2 LIMIT 1',
      [practice, device],
    )
    if (!rowCount) throw new AppError('NotFound', 'workstation.unknown')
    await client.query(
      `INSERT INTO wipe_order (practice_id, device_id, nonce, how, reason, ordered_by, stands_from)
       VALUES ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 millisecond')`,
      [practice, device, randomBytes(32).toString('hex'), how, reason, by, standsInMs],
    )
  })
}

/** The last order of a workstation, for whoever decides on it: nobody else does meanwhile. */
const lastOrder = `SELECT nonce, ordered_by AS "orderedBy", stands_from AS "standsFrom",
    (wiped_at IS NOT NULL OR taken_back_at IS NOT NULL) AS over
  FROM wipe_order WHERE practice_id = $1 AND device_id = $2 ORDER BY ordered_at DESC, nonce LIMIT 1 FOR UPDATE`
type Last = Readonly<{ nonce: string; orderedBy: string; standsFrom: Date | null; over: boolean }>

/** It stands from now on. Throws `wipe.own` for whoever gave it, `wipe.nothing-to-confirm`. */
export async function confirmWipe(pool: Pool, practice: string, { device, by }: DecideWipe): Promise<void> {
  await inPractice(pool, practice, async (client) => {
    const [last] = (await client.query<Last>(lastOrder, [practice, device])).rows
    if (!last || last.over || last.standsFrom !== null)
      throw new AppError('Conflict', 'wipe.nothing-to-confirm')
    if (last.orderedBy === by) throw new AppError('Forbidden', 'wipe.own')
    await client.query(
      `UPDATE wipe_order SET stands_from = now(), confirmed_by = $4, confirmed_at = now()
       WHERE practice_id = $1 AND device_id = $2 AND nonce = $3`,
      [practice, device, last.nonce, by],
    )
  })
}

/** Also one that stands, as long as the workstation has not said that it is carried out. Throws `wipe.nothing-to-take-back`. */
export async function takeBackWipe(pool: Pool, practice: string, { device, by }: DecideWipe): Promise<void> {
  await inPractice(pool, practice, async (client) => {
    const [last] = (await client.query<Last>(lastOrder, [practice, device])).rows
    if (!last || last.over) throw new AppError('Conflict', 'wipe.nothing-to-take-back')
    await client.query(
      `UPDATE wipe_order SET taken_back_by = $4, taken_back_at = now()
       WHERE practice_id = $1 AND device_id = $2 AND nonce = $3`,
      [practice, device, last.nonce, by],
    )
  })
}

type Found = Readonly<{ nonce: string; how: WipeHow; orderedAt: Date; stands: boolean }>

/** What a workstation is to do; null where nothing is, it has done it, it was taken back, or it does not stand yet. */
export async function openOrder(pool: Pool, practice: string, device: string): Promise<WipeOrder | null> {
  const [last] = await readInPractice<Found>(pool, practice, {
    name: 'wipe-order',
    text: `SELECT nonce, how, ordered_at AS "orderedAt",
             wiped_at IS NULL AND taken_back_at IS NULL AND coalesce(stands_from <= now(), false) AS stands FROM wipe_order
           WHERE practice_id = $1 AND device_id = $2 ORDER BY ordered_at DESC, nonce LIMIT 1`,
    values: [practice, device],
  })
  if (!last?.stands) return null
  const { nonce, how, orderedAt } = last
  return { kind: 'wipe', format: 1, practice, device, nonce, how, orderedAt: orderedAt.toISOString() }
}

/**
 * Takes a receipt from whoever brings it: it proves itself, by the certificate that this workstation was given and the nonce that only it
 * was told. Its right to speak ends with it. Taken again it changes nothing. Throws `wipe.unknown`, whatever is wrong with it.
 */
export async function noteWiped(pool: Pool, signed: SignedWipeReceipt): Promise<void> {
  const { receipt, cert, sig } = signed
  const { practice, device, nonce, at } = receipt
  const sha = shaOfSigner(cert, canonicalText(receipt), sig)
  await inPractice(pool, practice, async (client) => {
    const { rowCount: isIts } = await client.query(
      `SELECT 1 FROM device_credential WHERE practice_id = $1 AND device_id = $2 AND $3 IN (cert_sha, cert_before)`,
      [practice, device, sha],
    )
    const { rows } = await client.query<{ wiped: boolean }>(
      `SELECT wiped_at IS NOT NULL AS wiped FROM wipe_order
       WHERE practice_id = $1 AND device_id = $2 AND nonce = $3 FOR UPDATE`,
      [practice, device, nonce],
    )
    if (!isIts || !rows[0]) throw unknown()
    if (rows[0].wiped) return
    await client.query(
      `UPDATE wipe_order SET wiped_at = $4, receipt = $5, received_at = now()
       WHERE practice_id = $1 AND device_id = $2 AND nonce = $3`,
      [practice, device, nonce, at, JSON.stringify(signed)],
    )
    await revokeIn(client, practice, device)
  })
}

/** SHA-256 of the certificate whose key has signed this. */
function shaOfSigner(cert: string, text: string, sig: string): Buffer {
  try {
    const { raw, publicKey } = new X509Certificate(cert)
    if (verify('sha256', Buffer.from(text), publicKey, Buffer.from(sig, 'base64')))
      return createHash('sha256').update(raw).digest()
  } catch {
    // no certificate, or no signature: the same
  }
  throw unknown()
}

const unknown = () => new AppError('NotFound', 'wipe.unknown')
