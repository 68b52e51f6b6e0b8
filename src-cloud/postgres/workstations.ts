/** The workstations of a practice: when each was last heard of, and which may speak here. */
import type { Pool } from 'pg'
import { mostWorkstations, type WorkstationLine } from '../../shared/access/workstation.ts'
import type { WipeHow } from '../../shared/access/wipe.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { revokeIn, type Credential } from './credentials.ts'
import { inPractice, readInPractice } from './pool.ts'

/** One that came again has several tokens, and is revoked when none of them is good. Those that may speak come first. */
export async function workstationsOf(pool: Pool, practice: string): Promise<WorkstationLine[]> {
  return linesOf(await readInPractice<FoundWorkstation>(pool, practice, workstationsQuery(practice)))
}

export const workstationsQuery = (practice: string) => ({
  name: 'workstations',
  text: `SELECT known.*, how, ordered_at AS "orderedAt", wiped_at AS "wipedAt", ordered_by AS "orderedBy",
           stands_from AS "standsFrom", taken_back_at IS NOT NULL AS "isTakenBack", stands_from > now() AS "isEarly" FROM (
           SELECT device_id AS device, min(made_at) AS since, max(seen_at) AS "seenAt",
             max(key_changed_at) AS "keyChangedAt",
             CASE WHEN bool_and(revoked_at IS NOT NULL) THEN max(revoked_at) END AS "revokedAt"
           FROM device_credential WHERE practice_id = $1
           GROUP BY device_id ORDER BY 5 DESC NULLS FIRST, 2, 1 LIMIT $2) AS known
         LEFT JOIN LATERAL (
           SELECT how, ordered_at, wiped_at, ordered_by, stands_from, taken_back_at FROM wipe_order
           WHERE practice_id = $1 AND device_id = known.device ORDER BY ordered_at DESC, nonce LIMIT 1) AS wipe ON true
         ORDER BY "revokedAt" DESC NULLS FIRST, since, device`,
  values: [practice, mostWorkstations],
})

export const linesOf = (rows: readonly FoundWorkstation[]): WorkstationLine[] =>
  rows.map(({ device, since, seenAt, revokedAt, keyChangedAt, ...order }) => ({
    device,
    since: since.toISOString(),
    seenAt: seenAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    keyChangedAt: keyChangedAt?.toISOString() ?? null,
    wipe: wipeOf(order),
  }))

type FoundOrder = Readonly<{
  how: WipeHow | null
  orderedAt: Date | null
  wipedAt: Date | null
  orderedBy: string | null
  standsFrom: Date | null
  isTakenBack: boolean
  isEarly: boolean | null
}>

/** None where the last one was taken back. */
function wipeOf({
  how,
  orderedAt,
  wipedAt,
  orderedBy,
  standsFrom,
  ...is
}: FoundOrder): WorkstationLine['wipe'] {
  if (!how || !orderedAt || is.isTakenBack) return null
  return {
    how,
    orderedAt: orderedAt.toISOString(),
    wipedAt: wipedAt?.toISOString() ?? null,
    orderedBy,
    waits: wipedAt !== null ? null : standsFrom === null ? 'another' : is.isEarly ? 'time' : null,
    standsFrom: standsFrom?.toISOString() ?? null,
  }
}

export type FoundWorkstation = Readonly<{
  device: string
  since: Date
  seenAt: Date | null
  revokedAt: Date | null
  keyChangedAt: Date | null
}> &
  FoundOrder

/** It is there now; written once a minute at most, however often it asks. */
export async function noteContact(pool: Pool, { practice, device }: Credential): Promise<void> {
  await inPractice(pool, practice, (client) =>
    client.query(
      `UPDATE device_credential SET seen_at = now()
       WHERE practice_id = $1 AND device_id = $2 AND revoked_at IS NULL
         AND (seen_at IS NULL OR seen_at < now() - interval '1 minute')`,
      [practice, device],
    ),
  )
}

/** What it says of the key of its own store; written where it is news. */
export async function noteKeyChanged(
  pool: Pool,
  { practice, device }: Credential,
  at: string,
): Promise<void> {
  await inPractice(pool, practice, (client) =>
    client.query(
      `UPDATE device_credential SET key_changed_at = $3
       WHERE practice_id = $1 AND device_id = $2 AND revoked_at IS NULL AND key_changed_at IS DISTINCT FROM $3`,
      [practice, device, at],
    ),
  )
}

/** Ends every token it has; one that has none left stays as it is. Throws `workstation.unknown`. */
export async function revokeWorkstation(pool: Pool, practice: string, device: string): Promise<void> {
  await inPractice(pool, practice, async (client) => {
    const { rowCount } = await client.query(
      'SELECT 1 FROM device_credential WHERE practice_id = $1 AND device_id = $2 LIMIT 1',
      [practice, device],
    )
    if (!rowCount) throw new AppError('NotFound', 'workstation.unknown')
    await revokeIn(client, practice, device)
  })
}
