/** `npm run cloud -- purge:list | purge`: what is old enough is listed, and goes once two people have said so (docs/retention.md). */
import type { Pool } from 'pg'
import { letGoAgain } from '../src-cloud/retention/let-go.ts'
import { keptPurges } from '../src-cloud/retention/kept-purges.ts'
import { keepRetention, lettingOf, type Place } from '../src-cloud/retention/retention-keeper.ts'
import { makeList } from '../src-cloud/retention/make-list.ts'

/** A dry run: nothing goes by it. The workstations of the practice have the list with their next contact. */
export function listPurge(pool: Pool, place: Place, practice: string) {
  const { practices, now } = lettingOf(pool, place)
  return makeList(practices, practice, now())
}

/** Carries out what was confirmed. `failed`: lists that no longer say what would go; they are made anew. */
export async function purge(pool: Pool, place: Place, practice: string) {
  const { gone, list } = await keepRetention(lettingOf(pool, place), practice)
  return { gone, list: list?.id ?? null, failed: gone.filter(({ state }) => state === 'stale').length }
}

/** After a restore from this archive. Resolves to how many purges were carried out again. */
export async function purgeAgain(pool: Pool, archive: string): Promise<number> {
  let again = 0
  for (const signed of keptPurges(archive)) if (await letGoAgain(pool, signed)) again += 1
  return again
}
