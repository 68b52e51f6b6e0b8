/**
 * Which workstations were revoked, outside of the database: a database that is set back to before does not let them in again. Of people
 * the workstations themselves say it, with the ops that are sent again.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { z } from 'zod'
import { inPractice, readInPractice } from '../postgres/pool.ts'

/** `at`: by the database's clock. A workstation that was enrolled once more since is another matter. */
const Kept = z.object({ practice: z.uuid(), device: z.uuid(), at: z.iso.datetime() })
type Kept = z.output<typeof Kept>

/** The cloud’s own folder, and where its database is archived, if it is: a restore begins there. */
export const revokedPlaces = ({
  folder,
  archive,
}: Readonly<{ folder: string; archive?: string }>): string[] => [
  folder,
  ...(archive === undefined ? [] : [archive]),
]

const folderIn = (place: string): string => join(place, 'revoked')

/** Keeps when a workstation was revoked, in each of these places, in place of an earlier time. Nothing where it is not revoked. */
export async function keepRevocation(
  pool: Pool,
  places: readonly string[],
  practice: string,
  device: string,
): Promise<void> {
  const [row] = await readInPractice<{ at: Date | null }>(pool, practice, {
    name: 'revoked-when',
    text: 'SELECT max(revoked_at) AS at FROM device_credential WHERE practice_id = $1 AND device_id = $2',
    values: [practice, device],
  })
  if (!row?.at) return
  for (const place of places) {
    mkdirSync(folderIn(place), { recursive: true, mode: 0o700 })
    const kept: Kept = { practice, device, at: row.at.toISOString() }
    const file = join(folderIn(place), `${practice}.${device}.json`)
    writeFileSync(file, JSON.stringify(kept), { flush: true, mode: 0o600 })
  }
}

/** Revokes once more what was revoked and is not. Resolves to the workstations that were. */
export async function revokeKept(pool: Pool, places: readonly string[]): Promise<string[]> {
  const again: string[] = []
  for (const { practice, device, at } of places.flatMap(keptIn)) {
    const changed = await inPractice(pool, practice, (client) =>
      client.query(
        `UPDATE device_credential SET revoked_at = now()
         WHERE practice_id = $1 AND device_id = $2 AND revoked_at IS NULL AND made_at <= $3`,
        [practice, device, at],
      ),
    )
    if (changed.rowCount) again.push(device)
  }
  return again
}

function keptIn(place: string): Kept[] {
  try {
    const folder = folderIn(place)
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => Kept.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
  } catch (error) {
    // none was ever revoked
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
