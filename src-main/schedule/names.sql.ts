import type { Reader } from '../store/reader.ts'

/** How these people are called, by their ids. */
export const namesOfUsers = (read: Reader, ids: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    read
      .rows<{ id: string; displayName: string }>(
        'SELECT id, displayName FROM users WHERE id IN (SELECT value FROM json_each(?))',
        JSON.stringify([...new Set(ids)]),
      )
      .map(({ id, displayName }) => [id, displayName]),
  )
