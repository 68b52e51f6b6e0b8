import { stateOf, type PersonLine } from '../../shared/access/person.ts'
import type { CredentialRow, LevelRow, PersonRow } from '../store/people.sql.ts'

/** `today`: YYYY-MM-DD, at the practice. */
export function personLine(
  person: PersonRow,
  credential: CredentialRow | undefined,
  levels: readonly LevelRow[],
  today: string,
): PersonLine {
  const keys = credential?.keys ?? null
  return {
    userId: person.id,
    version: person.version,
    displayName: person.displayName,
    username: person.username,
    roles: person.roles,
    levels: levels
      .filter(({ id }) => person.levels.includes(id))
      .map(({ id, name }) => ({ levelId: id, name })),
    state: stateOf(person, keys, today),
    endsOn: person.endsOn,
    exceptions: person.exceptions.filter(({ until }) => until >= today).length,
    hasCredential: keys !== null,
    hasSecondFactor: (credential?.secondFactor ?? null) !== null,
    codeUntil: keys?.codeUntil ?? null,
  }
}

export const byName = (a: { displayName: string }, b: { displayName: string }): number =>
  a.displayName.localeCompare(b.displayName, 'en')
