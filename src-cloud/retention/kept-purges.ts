/** What was let go, outside of the database: a restore does not bring it back. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SignedPurge } from '../../shared/audit/tombstone.ts'

const folderIn = (place: string): string => join(place, 'purges')

/** In each of these places, below `purges`, a file for each; it has ids and hashes. */
export function keepPurge(places: readonly string[], purge: SignedPurge): void {
  const { practice, purge: id } = purge.said
  for (const place of places) {
    const folder = join(folderIn(place), practice)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, `${id}.json`), JSON.stringify(purge), { flush: true, mode: 0o600 })
  }
}

/** In the order in which they were carried out. */
export function keptPurges(place: string): SignedPurge[] {
  const folder = folderIn(place)
  return namesIn(folder)
    .flatMap((practice) => namesIn(join(folder, practice)).map((name) => join(folder, practice, name)))
    .filter((file) => file.endsWith('.json'))
    .map((file) => SignedPurge.parse(JSON.parse(readFileSync(file, 'utf8'))))
    .toSorted((a, b) => a.said.purge.localeCompare(b.said.purge))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // nothing was ever let go
    return []
  }
}
