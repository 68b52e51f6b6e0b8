/** A practice's lists of revocations: each says all there is, and has a number above the one before. */
import type { Pool, PoolClient } from 'pg'
import type { RevocationList } from '../../shared/access/revocations.ts'
import { revokedOf, type Revoked } from '../access/make-revocations.ts'
import type { GivenRow } from './people.ts'
import { inPractice } from './pool.ts'
import { linesOf, workstationsQuery, type FoundWorkstation } from './workstations.ts'

/** Numbers go on with the minutes since then, so that a cloud that was set back gives none twice. */
const firstMs = Date.parse('2026-01-01T00:00:00.000Z')

/** The present one; where it says something else than the last, with the next number from here on. */
export const presentRevocations = (pool: Pool, practice: string): Promise<RevocationList> =>
  inPractice(pool, practice, async (client) => {
    const last = await lastOf(client, practice)
    const now = await revokedNow(client, practice)
    if (last && isSame(last, now)) return listOf(practice, last)
    // one after the other, and each looks once more: what one has seen another may have changed
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('revocations/' || $1, 0))`, [practice])
    const before = await lastOf(client, practice)
    const present = await revokedNow(client, practice)
    if (before && isSame(before, present)) return listOf(practice, before)
    const madeAt = new Date()
    const number = Math.max((before?.number ?? 0) + 1, Math.floor((madeAt.getTime() - firstMs) / 60_000), 1)
    await client.query(
      `INSERT INTO revocation_list (practice_id, number, made_at, people, workstations)
       VALUES ($1, $2, $3, $4, $5)`,
      [practice, number, madeAt, present.people, present.workstations],
    )
    return listOf(practice, { ...present, number, madeAt })
  })

type Row = Revoked & Readonly<{ number: number; madeAt: Date }>

async function lastOf(client: PoolClient, practice: string): Promise<Row | null> {
  const { rows } = await client.query<Row>(
    `SELECT number, made_at AS "madeAt", people, workstations FROM revocation_list
     WHERE practice_id = $1 ORDER BY number DESC LIMIT 1`,
    [practice],
  )
  return rows[0] ?? null
}

async function revokedNow(client: PoolClient, practice: string): Promise<Revoked> {
  // without their keys and levels: this is asked by every workstation, again and again
  const people = await client.query<GivenRow>({
    name: 'revoked-people',
    text: `SELECT type, id, data AS row FROM record
           WHERE practice_id = $1 AND NOT deleted AND (type = 'user' OR type = 'practice' AND id = $1::text)
           ORDER BY type, id`,
    values: [practice],
  })
  const found = await client.query<FoundWorkstation>(workstationsQuery(practice))
  return revokedOf(people.rows, linesOf(found.rows), Date.now())
}

const isSame = (a: Revoked, b: Revoked): boolean =>
  a.people.join() === b.people.join() && a.workstations.join() === b.workstations.join()

const listOf = (practice: string, { number, madeAt, people, workstations }: Row): RevocationList => ({
  kind: 'revocations',
  format: 1,
  practice,
  number,
  issuedAt: madeAt.toISOString(),
  people: [...people],
  workstations: [...workstations],
})
